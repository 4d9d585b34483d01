package io.shopledger;

/**
 * Who caused a change, where Shopify names one.
 *
 * @param kind Shopify's word for it, such as {@code STAFF} or {@code APP}
 * @param id Shopify's id of the staff member or app
 */
public record Actor(String kind, String id) {}
