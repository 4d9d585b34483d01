package io.shopledger.order;

import org.jspecify.annotations.Nullable;

/**
 * What later revisions of the mapping tell of a parcel beside its {@link Fulfillment}.
 *
 * @param id of the fulfilment
 * @param shipmentStatus where the parcel is, in upper case, such as {@code IN_TRANSIT}; absent where the carrier tells nothing
 */
public record ParcelDetails(long id, @Nullable String shipmentStatus) {}
