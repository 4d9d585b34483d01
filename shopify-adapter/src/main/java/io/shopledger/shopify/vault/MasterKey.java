package io.shopledger.shopify.vault;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The one key that is not in the database: from {@code SHOPLEDGER_MASTER_KEY}, or a file that only its owner may read. */
final class MasterKey {
    private final byte[] key;

    private MasterKey(byte[] key) {
        this.key = key;
    }

    /** @param given 32 bytes in base64; where absent, the key of {@code file} is used, and made at the first start */
    static MasterKey of(@Nullable String given, Path file) {
        if (given != null && !given.isBlank()) {
            return new MasterKey(decoded(given, "SHOPLEDGER_MASTER_KEY"));
        }
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return new MasterKey(decoded(Files.readString(file), file.toString()));
        } catch (IOException failure) {
            throw new IllegalStateException("The master key's file " + file + " cannot be read or made: "
                    + failure.getMessage() + ". Give its directory to this user, or set SHOPLEDGER_MASTER_KEY");
        }
    }

    byte[] wrap(byte[] storeKey, String belongsTo) {
        return Aes.seal(key, storeKey, belongsTo);
    }

    byte[] unwrap(byte[] wrapped, String belongsTo) {
        return Aes.open(key, wrapped, belongsTo);
    }

    /** @return a key for one purpose of ours, such as sealing what came from a shop we do not know */
    byte[] derived(String purpose) {
        return Aes.derived(key, purpose);
    }

    private static void create(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName() + ".", ".new"); // 0600
        try {
            Files.writeString(
                    draft, Base64.getEncoder().encodeToString(Aes.random(Aes.KEY_BYTES)), StandardOpenOption.SYNC);
            Files.createLink(file, draft); // whole or not at all, and never over the key that another start has made
        } catch (FileAlreadyExistsException anotherWasFirst) {
            // its key is the one to read
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static byte[] decoded(String text, String where) {
        try {
            byte[] key = Base64.getDecoder().decode(text.strip());
            if (key.length == Aes.KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            // said below
        }
        throw new IllegalStateException(
                where + " does not hold a key: 32 bytes in base64 are needed, as `openssl rand -base64 32` makes them");
    }
}
