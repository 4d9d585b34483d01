package io.shopledger.customer;

import io.shopledger.CanonicalRecord;
import io.shopledger.RecordFields;
import io.shopledger.Sealed;
import io.shopledger.TextSet;
import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One customer, the same whether a webhook or GraphQL told it. What they bought is told by their orders. Field names are Shopify's webhook names in camel case; Shopify's
 * enum values are upper-case text; an empty text is an absent one.
 *
 * @param state {@code ENABLED}, {@code DISABLED}, {@code INVITED} or {@code DECLINED}
 * @param emailMarketingState Shopify's word in upper case, such as {@code SUBSCRIBED}; webhooks do not tell it
 * @param smsMarketingCollectedFrom where consent was given, in upper case: {@code SHOPIFY} or {@code OTHER}
 * @param personal names, contacts, addresses and the note, sealed under this customer's own key
 */
public record CustomerRecord(
        int mapping,
        Set<String> unknown,
        @Nullable Instant createdAt,
        @Nullable String state,
        @Nullable Boolean verifiedEmail,
        @Nullable Boolean taxExempt,
        List<String> taxExemptions,
        List<String> tags,
        @Nullable String locale,
        @Nullable String emailMarketingState,
        @Nullable String emailMarketingOptInLevel,
        @Nullable Instant emailMarketingUpdatedAt,
        @Nullable String smsMarketingState,
        @Nullable String smsMarketingOptInLevel,
        @Nullable Instant smsMarketingUpdatedAt,
        @Nullable Sealed personal,
        @Nullable String smsMarketingCollectedFrom)
        implements CanonicalRecord<CustomerRecord> {

    /** The revision of today's mappers. A field added later is listed with its revision in {@link #since}. */
    public static final int MAPPING = 2;

    /** This record's fields by name. */
    public static final RecordFields<CustomerRecord> FIELDS =
            new RecordFields<>(CustomerRecord.class, MethodHandles.lookup());

    public CustomerRecord {
        unknown = unknown == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(unknown));
        taxExemptions = TextSet.of(taxExemptions);
        tags = TextSet.of(tags);
    }

    @Override
    public RecordFields<CustomerRecord> fields() {
        return FIELDS;
    }

    @Override
    public int since(String field) {
        return field.equals("sms_marketing_collected_from") ? 2 : 1;
    }
}
