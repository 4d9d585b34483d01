package io.shopledger.order;

import org.jspecify.annotations.Nullable;

/**
 * Who sent a parcel, which only the webhook tells.
 *
 * @param id of the fulfilment
 * @param service such as {@code manual}
 */
public record ParcelService(long id, @Nullable String service) {}
