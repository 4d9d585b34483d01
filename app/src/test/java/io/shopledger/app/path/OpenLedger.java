package io.shopledger.app.path;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Whoever has the master key and the database, and uses every key that is there: it opens what can be opened, by the form in
 * which things are sealed and not by our own code.
 */
final class OpenLedger {
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final byte DEFLATED = 1;
    private static final byte UNDER_A_DAYS_KEY = 2;

    private final Map<Long, byte[]> stores = new HashMap<>();

    /** By the day, as days since 1970. */
    private final Map<Integer, List<byte[]>> days = new HashMap<>();

    /** By their number: the key, and whose it is. */
    private final Map<String, Subject> subjects = new HashMap<>();

    private record Subject(String name, byte[] key) {}

    OpenLedger(Path data, JdbcTemplate jdbc) {
        try {
            byte[] master = Base64.getDecoder()
                    .decode(Files.readString(data.resolve("master.key")).strip());
            jdbc.query("select id, wrapped_key from ledger.store where wrapped_key is not null", row -> {
                stores.put(
                        row.getLong(1),
                        opened(master, row.getBytes(2), "store/" + row.getLong(1))
                                .orElseThrow());
            });
            jdbc.query("select store_id, day, wrapped_key from ledger.body_key where store_id > 0", row -> {
                LocalDate day = row.getObject(2, LocalDate.class);
                days.computeIfAbsent((int) day.toEpochDay(), none -> new ArrayList<>())
                        .add(opened(
                                        stores.get(row.getLong(1)),
                                        row.getBytes(3),
                                        "bodies/%d/%s".formatted(row.getLong(1), day))
                                .orElseThrow());
            });
            jdbc.query(
                    "select id, store_id, subject, wrapped_key from ledger.subject_key where wrapped_key is not null",
                    row -> {
                        byte[] store = stores.get(row.getLong(2));
                        String name = row.getString(3);
                        subjects.put(
                                row.getString(1),
                                new Subject(
                                        name,
                                        opened(store, row.getBytes(4), name).orElseThrow()));
                    });
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    /** @return a kept body, still deflated; empty where it is none */
    Optional<byte[]> body(byte[] kept) {
        if (kept.length < 1 + Integer.BYTES || kept[0] != UNDER_A_DAYS_KEY) {
            return Optional.empty();
        }
        byte[] sealed = Arrays.copyOfRange(kept, 1 + Integer.BYTES, kept.length);
        return days.getOrDefault(ByteBuffer.wrap(kept, 1, Integer.BYTES).getInt(), List.of()).stream()
                .map(key -> opened(key, sealed, "delivery"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** @return the personal fields, still deflated where they are; empty where their key is not there any more */
    Optional<byte[]> personal(String key, String nonce, String ciphertext) {
        Subject subject = subjects.get(key);
        if (subject == null) {
            return Optional.empty();
        }
        byte[] first = Base64.getDecoder().decode(nonce);
        byte[] rest = Base64.getDecoder().decode(ciphertext);
        byte[] whole = ByteBuffer.allocate(first.length + rest.length)
                .put(first)
                .put(rest)
                .array();
        return opened(subject.key(), whole, subject.name())
                .map(fields -> fields[0] == DEFLATED ? Arrays.copyOfRange(fields, 1, fields.length) : fields);
    }

    private static Optional<byte[]> opened(byte[] key, byte[] sealed, String belongsTo) {
        if (sealed.length < NONCE + TAG) {
            return Optional.empty();
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, sealed, 0, NONCE));
            cipher.updateAAD(belongsTo.getBytes(StandardCharsets.UTF_8));
            return Optional.of(cipher.doFinal(sealed, NONCE, sealed.length - NONCE));
        } catch (GeneralSecurityException another) {
            return Optional.empty();
        }
    }
}
