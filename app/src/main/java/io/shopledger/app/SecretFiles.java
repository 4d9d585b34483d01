package io.shopledger.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Secrets that the environment names the file of, as container engines hand them over: {@code DATABASE_URL_FILE} is where
 * {@code DATABASE_URL} is read from.
 */
public final class SecretFiles {
    /** The settings that may come from a file. */
    public static final List<String> NAMES = List.of(
            "DATABASE_URL",
            "SHOPLEDGER_EVENT_STORE_URL",
            "REDIS_URL",
            "SHOPIFY_API_SECRET",
            "SHOPIFY_API_SECRET_OLD",
            "SHOPLEDGER_MASTER_KEY",
            "SHOPLEDGER_API_KEY");

    /** What is added to a setting's name. */
    public static final String SUFFIX = "_FILE";

    private static final long MOST_BYTES = 64 * 1024;

    private SecretFiles() {}

    /** @return the environment with the secrets read, each under its own name. @throws CannotRun for a file that cannot be read */
    public static Map<String, String> into(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(read(environment));
        return all;
    }

    /** @return what came from files, by the setting's own name */
    static Map<String, String> read(Map<String, String> environment) {
        Map<String, String> secrets = new LinkedHashMap<>();
        for (String name : NAMES) {
            String file = environment.getOrDefault(name + SUFFIX, "").strip();
            if (!file.isEmpty()) {
                String text = text(name + SUFFIX, file);
                String other = environment.getOrDefault(name, "").strip();
                if (!other.isEmpty() && !other.equals(text)) {
                    throw new CannotRun(
                            "%1$s and %1$s_FILE are both set, to different things. Leave one out.".formatted(name));
                }
                secrets.put(name, text);
            }
        }
        return secrets;
    }

    private static String text(String setting, String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MOST_BYTES) {
                throw new CannotRun("%s names %s, which is too large for a secret.".formatted(setting, file));
            }
            return Files.readString(path, StandardCharsets.UTF_8).strip();
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new CannotRun(
                    "%s names %s, which cannot be read (%s). Name a file that this user may read."
                            .formatted(setting, file, unreadable.getClass().getSimpleName()),
                    unreadable);
        }
    }
}
