package io.shopledger.product;

import java.util.List;

/**
 * The variants that show a picture as theirs; it stands beside the media, by the same id.
 *
 * @param id of the picture
 * @param variantIds Shopify's numbers, ascending
 */
public record MediaVariants(long id, List<Long> variantIds) {

    public MediaVariants {
        variantIds = variantIds == null
                ? List.of()
                : variantIds.stream().distinct().sorted().toList();
    }
}
