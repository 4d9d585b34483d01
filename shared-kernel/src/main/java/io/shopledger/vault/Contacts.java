package io.shopledger.vault;

import io.shopledger.StoreId;
import java.util.List;

/** Finds by an e-mail address or telephone number what is sealed with it, and opens nothing. The adapter's vault implements it. */
public interface Contacts {

    /** What is looked for. */
    enum What {
        EMAIL,
        PHONE
    }

    /**
     * @param subject the key of an entity's event stream
     * @param fingerprint of its sealed fields at a time when they held it: it holds it still if they have that fingerprint now
     */
    record Holder(String subject, String fingerprint) {}

    List<Holder> holders(StoreId store, What what, String value);
}
