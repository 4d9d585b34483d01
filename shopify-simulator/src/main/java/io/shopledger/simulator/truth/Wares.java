package io.shopledger.simulator.truth;

import java.math.BigDecimal;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One variant as it is put into an order.
 *
 * @param variantTitle absent where the product has no variants to choose from
 * @param price in the shop's minor units
 */
record Wares(
        long productId,
        long variantId,
        String title,
        @Nullable String variantTitle,
        @Nullable String sku,
        String vendor,
        long price,
        int grams) {

    /** Of a product of the seed, as it was in the beginning. */
    static Wares of(Article article, int number, Random choice) {
        int index = choice.nextInt(article.variants().size());
        String variant = article.variants().get(index);
        return new Wares(
                SeedIds.product(number),
                SeedIds.variant(number, index),
                article.title(),
                variant.equals(Article.NO_VARIANT) ? null : variant,
                article.sku(number, index),
                article.vendor(),
                article.price(),
                article.grams());
    }

    static Wares of(JsonNode product, JsonNode variant, int grams) {
        String title = variant.get("title").asString();
        return new Wares(
                product.get("id").asLong(),
                variant.get("id").asLong(),
                product.get("title").asString(),
                title.equals(Article.NO_VARIANT) ? null : title,
                variant.get("sku").isNull() ? null : variant.get("sku").asString(),
                product.get("vendor").asString(),
                new BigDecimal(variant.get("price").asString())
                        .movePointRight(2)
                        .longValueExact(),
                grams);
    }
}
