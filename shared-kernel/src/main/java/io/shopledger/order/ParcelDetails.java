package io.shopledger.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What later revisions of the mapping tell of a parcel beside its {@link Fulfillment}.
 *
 * @param id of the fulfilment
 * @param shipmentStatus where the parcel is, in upper case, such as {@code IN_TRANSIT}; absent where the carrier tells nothing
 * @param trackingUrls in records of an earlier revision of the mapping; today's have them in the order's personal part
 */
public record ParcelDetails(long id, @Nullable String shipmentStatus, List<String> trackingUrls) {

    public ParcelDetails {
        trackingUrls = trackingUrls == null ? List.of() : List.copyOf(trackingUrls);
    }

    ParcelDetails untracked() {
        return new ParcelDetails(id, shipmentStatus, List.of());
    }
}
