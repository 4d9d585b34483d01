package io.shopledger.shopify.vault;

import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.shopify.vault.SubjectKeys.SubjectKey;
import io.shopledger.vault.Contacts;
import io.shopledger.vault.PersonalFields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Seals and opens personal fields under the key of their subject. */
public class PersonalSeal implements PersonalFields, Contacts {
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getDecoder();
    private static final String FINGERPRINT = "fingerprint";

    /** Before what is deflated; JSON, as it was sealed at first and is where it is short, begins with a brace. */
    private static final byte DEFLATED = 1;

    private final SubjectKeys keys;
    private final BlindIndex contacts;
    private final JdbcTemplate jdbc;

    PersonalSeal(SubjectKeys keys, BlindIndex contacts, JdbcTemplate jdbc) {
        this.keys = keys;
        this.contacts = contacts;
        this.jdbc = jdbc;
    }

    /**
     * @param fields as canonical JSON: equal fields must be equal bytes
     * @return {@link Sealed#REDACTED} where the subject's key was destroyed: then the fields are dropped, and no new key is made
     */
    public Sealed seal(SubjectKeys.Ring ring, StoreId store, String subject, byte[] fields) {
        SubjectKey key = ring.of(store, subject);
        if (key.key() == null) {
            return Sealed.REDACTED;
        }
        byte[] sealed = Aes.seal(key.key(), packed(fields), subject);
        String fingerprint = ENCODER.encodeToString(Aes.hmac(Aes.derived(key.key(), FINGERPRINT), fields));
        ring.told(store, subject, fingerprint, fields);
        return new Sealed(
                Long.toString(key.id()),
                ENCODER.encodeToString(Arrays.copyOf(sealed, Aes.NONCE_BYTES)),
                ENCODER.encodeToString(Arrays.copyOfRange(sealed, Aes.NONCE_BYTES, sealed.length)),
                fingerprint);
    }

    @Override
    public Optional<String> open(StoreId store, String subject, Sealed sealed, String reader) {
        SubjectKey key = keys.find(subject); // not from the cache: another process may have destroyed it just now
        if (key == null || key.key() == null || !Long.toString(key.id()).equals(sealed.key())) {
            return Optional.empty();
        }
        jdbc.update(
                "insert into ledger.personal_access (reader, store_id, subject) values (?, ?, ?)",
                reader,
                store.value(),
                subject); // before it is opened: what is not logged is not read
        return Optional.of(new String(opened(key.key(), subject, sealed), StandardCharsets.UTF_8));
    }

    @Override
    public List<Holder> holders(StoreId store, What what, String value) {
        return contacts.holders(store, what, value);
    }

    /** Nobody reads what is opened here: it leaves as hashes. */
    @Override
    public void learn(StoreId store, Map<String, Sealed> sealed) {
        List<BlindIndex.Entry> entries = new ArrayList<>();
        for (SubjectKey key : keys.find(List.copyOf(sealed.keySet()))) {
            Sealed part = sealed.get(key.subject());
            if (part != null && key.key() != null && Long.toString(key.id()).equals(part.key())) {
                entries.addAll(contacts.entries(
                        store, key.subject(), part.fingerprint(), opened(key.key(), key.subject(), part)));
            }
        }
        if (!entries.isEmpty()) {
            contacts.store(entries);
        }
    }

    private static byte[] opened(byte[] key, String subject, Sealed sealed) {
        byte[] nonce = DECODER.decode(sealed.nonce());
        byte[] ciphertext = DECODER.decode(sealed.ciphertext());
        byte[] whole = Arrays.copyOf(nonce, nonce.length + ciphertext.length);
        System.arraycopy(ciphertext, 0, whole, nonce.length, ciphertext.length);
        return unpacked(Aes.open(key, whole, subject));
    }

    /** They stand in an event, a row and perhaps a snapshot, where nothing that is sealed can be compressed any more. */
    private static byte[] packed(byte[] fields) {
        byte[] deflated = Deflated.of(fields);
        if (deflated.length + 1 >= fields.length) {
            return fields;
        }
        byte[] packed = new byte[deflated.length + 1];
        packed[0] = DEFLATED;
        System.arraycopy(deflated, 0, packed, 1, deflated.length);
        return packed;
    }

    private static byte[] unpacked(byte[] packed) {
        return packed.length > 0 && packed[0] == DEFLATED ? Deflated.plain(packed, 1) : packed;
    }
}
