package io.shopledger.command.observation;

import io.shopledger.CanonicalRecord;
import io.shopledger.Sealed;
import io.shopledger.stored.StoredJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Tells equal records without loading them: over the mapping's revision, the unknown fields, the plain part and the sealed
 * part's own fingerprint. Equal fingerprints mean equal records; different ones only mean that one has to look.
 */
public final class RecordFingerprint {
    static final int BYTES = 16;

    private RecordFingerprint() {}

    public static <R extends Record & CanonicalRecord<R>> byte[] of(R record) {
        StringBuilder sealed = new StringBuilder();
        for (String field : record.fields().entityFields()) {
            if (record.fields().type(field) == Sealed.class) {
                Sealed part = (Sealed) record.get(field);
                sealed.append(record.knows(field) ? '1' : '0');
                sealed.append(part == null ? "" : part.key() + " " + part.fingerprint())
                        .append('\n');
            }
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(StoredJson.bytesWithoutSealed(record));
            digest.update(sealed.toString().getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest.digest(), BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
