package io.shopledger.vault;

import io.shopledger.Sealed;
import io.shopledger.StoreId;
import java.util.Optional;

/** Opens sealed personal fields. The adapter's vault implements it; only the query side's reader calls it. */
public interface PersonalFields {

    /**
     * @param reader who reads, for the access log
     * @return the fields as a JSON object, or empty when their key was destroyed
     */
    Optional<String> open(StoreId store, String subject, Sealed sealed, String reader);
}
