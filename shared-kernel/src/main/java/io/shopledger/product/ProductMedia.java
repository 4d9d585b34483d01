package io.shopledger.product;

import org.jspecify.annotations.Nullable;

/**
 * One picture, video or model of a product.
 *
 * @param position from 1
 * @param mediaContentType Shopify's word in upper case, such as {@code IMAGE}
 * @param status Shopify's word in upper case, such as {@code READY}
 * @param src address of the picture, or of the preview of what is none
 * @param width of that picture, in pixels
 * @param height of that picture, in pixels
 */
public record ProductMedia(
        long id,
        @Nullable Long position,
        @Nullable String alt,
        @Nullable String mediaContentType,
        @Nullable String status,
        @Nullable String src,
        @Nullable Long width,
        @Nullable Long height) {}
