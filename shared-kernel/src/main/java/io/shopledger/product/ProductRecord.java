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
 * @param categoryId the global id of Shopify's taxonomy, such as {@code gid://shopify/TaxonomyCategory/ap-2}
 * @param publishedScope where it can be bought, such as {@code global}; only the webhook tells it
 * @param seoTitle what search engines show instead of the title; this and the description only GraphQL tells
 * @param mediaVariants which of its pictures variants show as theirs; pictures without one are left out
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
        List<ProductMedia> media,
        @Nullable String categoryId,
        @Nullable String categoryName,
        @Nullable String categoryFullName,
        @Nullable String publishedScope,
        @Nullable String seoTitle,
        @Nullable String seoDescription,
        List<MediaVariants> mediaVariants)
        implements CanonicalRecord<ProductRecord> {

    /** The revision of today's mappers. A field added later is listed with its revision in {@link #since}. */
    public static final int MAPPING = 2;

    /** What stands after the media came with revision 2. */
    private static final Set<String> SINCE_2 = Set.of(
            "category_id",
            "category_name",
            "category_full_name",
            "published_scope",
            "seo_title",
            "seo_description",
            "media_variants");

    /** This record's fields by name. */
    public static final RecordFields<ProductRecord> FIELDS =
            new RecordFields<>(ProductRecord.class, MethodHandles.lookup());

    public ProductRecord {
        unknown = unknown == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(unknown));
        tags = TextSet.of(tags);
        options = ById.sorted(options, ProductOption::id);
        variants = ById.sorted(variants, ProductVariant::id);
        media = ById.sorted(media, ProductMedia::id);
        mediaVariants = ById.sorted(mediaVariants, MediaVariants::id);
    }

    @Override
    public RecordFields<ProductRecord> fields() {
        return FIELDS;
    }

    @Override
    public int since(String field) {
        return SINCE_2.contains(field) ? 2 : 1;
    }
}
