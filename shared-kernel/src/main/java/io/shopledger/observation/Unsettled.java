package io.shopledger.observation;

import java.util.List;

/** The entities of which a read by id must tell how they are. Command-side implements it; the adapter reads them. */
public interface Unsettled {

    /** @return keys of streams, each of a store that can be asked; the longest in doubt first */
    List<String> streams(int limit);
}
