package io.shopledger.shopify.governor;

import io.shopledger.StoreId;
import io.shopledger.shopify.governor.Bucket.Told;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Each store's bucket, one for all processes. */
interface Buckets {
    /**
     * An answer to who wants points.
     *
     * @param use by which they are settled, where they were taken
     * @param pause zero where they were taken; else how long to wait until there may be enough
     */
    record Take(long use, Duration pause) {}

    Take take(StoreId store, double points, Priority priority);

    /**
     * A call is over.
     *
     * @param charged what it cost; null where nobody knows
     * @param told what Shopify tells of the bucket, where it does
     */
    void settle(StoreId store, long use, double reserved, @Nullable Integer charged, @Nullable Told told);

    /** A call did not run, for the bucket was empty. */
    void throttled(StoreId store, long use);

    /** Shopify told of a bucket in its answer to a call for which nothing was taken. */
    void told(StoreId store, Told told);

    /** @return the bucket as it is now; a full one where nothing is known */
    Bucket look(StoreId store);
}
