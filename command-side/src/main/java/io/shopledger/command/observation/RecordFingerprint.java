package io.shopledger.command.observation;

import io.shopledger.Sealed;
import io.shopledger.order.OrderRecord;
import io.shopledger.stored.StoredJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;

/**
 * Tells equal records without loading them: over the mapping's revision, the unknown fields, the plain part and the sealed
 * part's own fingerprint. Equal fingerprints mean equal records; different ones only mean that one has to look.
 */
public final class RecordFingerprint {
    private static final int BYTES = 16;

    private RecordFingerprint() {}

    public static byte[] of(OrderRecord record) {
        Sealed personal = record.personal();
        byte[] plain = StoredJson.bytes(record.with(Collections.singletonMap("personal", null)));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(plain);
            digest.update((byte) (record.knows("personal") ? 1 : 0));
            if (personal != null) {
                digest.update((personal.key() + " " + personal.fingerprint()).getBytes(StandardCharsets.UTF_8));
            }
            return Arrays.copyOf(digest.digest(), BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
