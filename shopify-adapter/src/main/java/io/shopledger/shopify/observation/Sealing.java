package io.shopledger.shopify.observation;

import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.shopify.vault.PersonalSeal;
import io.shopledger.shopify.vault.SubjectKeys;
import org.jspecify.annotations.Nullable;

/** Seals personal fields under their subject's own key. */
@FunctionalInterface
public interface Sealing {
    /**
     * @param subject the key of the entity's event stream
     * @param fields as canonical JSON; null where they were not told
     * @return null where there are none to seal; {@link Sealed#REDACTED} where the subject's key was destroyed
     */
    @Nullable
    Sealed seal(String subject, byte @Nullable [] fields);

    /** @param ring must be loaded with the subjects: one that it does not know is given a new key */
    static Sealing with(PersonalSeal seal, SubjectKeys.Ring ring, StoreId store) {
        return (subject, fields) -> fields == null ? null : seal.seal(ring, store, subject, fields);
    }
}
