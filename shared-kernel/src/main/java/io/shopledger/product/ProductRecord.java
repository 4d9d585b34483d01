package io.shopledger.product;

import io.shopledger.ById;
import io.shopledger.CanonicalRecord;
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
 * One product, the same whether a webhook or GraphQL told it; its stock is not part of it. Field names are Shopify's webhook names in camel case; Shopify's
 * enum values are upper-case text; an empty text is an absent one.
 *
 * @param bodyHtml the description as HTML
 * @param status {@code ACTIVE}, {@code DRAFT}, {@code ARCHIVED}, {@code UNLISTED}, or what Shopify will think of
 * @param variants all of them; where a webhook shows only some, they are unknown
 */
public record ProductRecord(
        int mapping,
        Set<String> unknown,
        @Nullable String title,
        @Nullable String bodyHtml,
        @Nullable String vendor,
        @Nullable String productType,
        @Nullable String handle,
        @Nullable String status,
        @Nullable Instant createdAt,
        @Nullable Instant publishedAt,
        @Nullable String templateSuffix,
        List<String> tags,
        List<ProductOption> options,
        List<ProductVariant> variants,
        List<ProductMedia> media)
        implements CanonicalRecord<ProductRecord> {

    /** The revision of today's mappers. A field added later is listed with its revision in {@link #since}. */
    public static final int MAPPING = 1;

    /** This record's fields by name. */
    public static final RecordFields<ProductRecord> FIELDS =
            new RecordFields<>(ProductRecord.class, MethodHandles.lookup());

    public ProductRecord {
        unknown = unknown == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(unknown));
        tags = TextSet.of(tags);
        options = ById.sorted(options, ProductOption::id);
        variants = ById.sorted(variants, ProductVariant::id);
        media = ById.sorted(media, ProductMedia::id);
    }

    @Override
    public RecordFields<ProductRecord> fields() {
        return FIELDS;
    }
}
