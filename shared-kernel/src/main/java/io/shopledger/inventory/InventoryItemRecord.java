package io.shopledger.inventory;

import io.shopledger.CanonicalRecord;
import io.shopledger.Money;
import io.shopledger.RecordFields;
import io.shopledger.TextSet;
import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is stocked of one variant, the same whether a webhook or GraphQL told it. Field names are Shopify's webhook names in camel case; Shopify's
 * enum values are upper-case text; an empty text is an absent one.
 *
 * @param cost of one unit, without currency: Shopify means the shop's
 * @param countryHarmonizedSystemCodes each {@code country:code}
 * @param weight plain decimal text without trailing zeros
 * @param weightUnit {@code GRAMS}, {@code KILOGRAMS}, {@code OUNCES} or {@code POUNDS}
 */
public record InventoryItemRecord(
        int mapping,
        Set<String> unknown,
        @Nullable String sku,
        @Nullable Instant createdAt,
        @Nullable Boolean requiresShipping,
        @Nullable Boolean tracked,
        @Nullable Money cost,
        @Nullable String countryCodeOfOrigin,
        @Nullable String provinceCodeOfOrigin,
        @Nullable String harmonizedSystemCode,
        List<String> countryHarmonizedSystemCodes,
        @Nullable String weight,
        @Nullable String weightUnit)
        implements CanonicalRecord<InventoryItemRecord> {

    /** The revision of today's mappers. A field added later is listed with its revision in {@link #since}. */
    public static final int MAPPING = 1;

    /** This record's fields by name. */
    public static final RecordFields<InventoryItemRecord> FIELDS =
            new RecordFields<>(InventoryItemRecord.class, MethodHandles.lookup());

    public InventoryItemRecord {
        unknown = unknown == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(unknown));
        countryHarmonizedSystemCodes = TextSet.of(countryHarmonizedSystemCodes);
    }

    @Override
    public RecordFields<InventoryItemRecord> fields() {
        return FIELDS;
    }
}
