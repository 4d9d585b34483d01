package io.shopledger.vault;

import io.shopledger.Sealed;
import io.shopledger.StoreId;
import java.util.List;
import java.util.Map;

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

    /**
     * What was sealed before there was this search is found by it from now on. What cannot be opened any more is passed over.
     *
     * @param sealed by the key of the entity's event stream
     */
    void learn(StoreId store, Map<String, Sealed> sealed);
}
