package io.shopledger.privacy;

import java.util.List;

/** What was redacted, by the events that say so. Command-side implements it; the adapter erases it again at each start. */
public interface Redactions {

    /** @return keys of streams: of customers, orders, and of stores as {@code store/7/2}, the 2nd installation of store 7 */
    List<String> all();
}
