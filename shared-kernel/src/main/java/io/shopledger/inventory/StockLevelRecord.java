package io.shopledger.inventory;

import io.shopledger.CanonicalRecord;
import io.shopledger.RecordFields;
import java.lang.invoke.MethodHandles;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How many of one inventory item are at one location, the same whether a webhook or GraphQL told it. Field names are Shopify's webhook names in camel case; Shopify's
 * enum values are upper-case text; an empty text is an absent one.
 *
 * @param available how many can be sold; absent where the item is not stocked there, which is not 0
 * @param onHand how many are there, whatever for; this and what follows only GraphQL tells, under these names of
 *     <a href="https://shopify.dev/docs/apps/build/orders-fulfillment/inventory-management-apps/quantities-states">its states</a>
 * @param locationName as people call the location
 */
public record StockLevelRecord(
        int mapping,
        Set<String> unknown,
        @Nullable Long available,
        @Nullable Long onHand,
        @Nullable Long committed,
        @Nullable Long incoming,
        @Nullable Long reserved,
        @Nullable Long damaged,
        @Nullable Long safetyStock,
        @Nullable Long qualityControl,
        @Nullable String locationName)
        implements CanonicalRecord<StockLevelRecord> {

    /** The revision of today's mappers. A field added later is listed with its revision in {@link #since}. */
    public static final int MAPPING = 2;

    /** This record's fields by name. */
    public static final RecordFields<StockLevelRecord> FIELDS =
            new RecordFields<>(StockLevelRecord.class, MethodHandles.lookup());

    public StockLevelRecord {
        unknown = unknown == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(unknown));
    }

    @Override
    public RecordFields<StockLevelRecord> fields() {
        return FIELDS;
    }

    @Override
    public int since(String field) {
        return field.equals("available") ? 1 : 2;
    }
}
