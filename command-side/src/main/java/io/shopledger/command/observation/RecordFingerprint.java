package io.shopledger.command.observation;

import io.shopledger.CanonicalRecord;
import io.shopledger.Sealed;
import io.shopledger.stored.StoredJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells equal records without loading them: over the mapping's revision, the unknown fields, the plain part and the sealed
 * part's own fingerprint. Equal fingerprints mean equal records; different ones only mean that one has to look.
 */
public final class RecordFingerprint {
    static final int BYTES = 16;

    private RecordFingerprint() {}

    public static <R extends Record & CanonicalRecord<R>> byte[] of(R record) {
        Map<String, @Nullable Object> withoutSealed = new HashMap<>();
        StringBuilder sealed = new StringBuilder();
        for (String field : record.fields().entityFields()) {
            if (record.fields().type(field) == Sealed.class) {
                Sealed part = (Sealed) record.get(field);
                withoutSealed.put(field, null);
                sealed.append(record.knows(field) ? '1' : '0');
                sealed.append(part == null ? "" : part.key() + " " + part.fingerprint())
                        .append('\n');
            }
        }
        R plain = withoutSealed.isEmpty() ? record : record.fields().with(record, withoutSealed);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(StoredJson.bytes(plain));
            digest.update(sealed.toString().getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest.digest(), BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
