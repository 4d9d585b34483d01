package io.shopledger.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the simulated store of a data directory was. Its domain may be somebody's at Shopify: whoever starts the service on
 * this directory without the demo is not to ask there with what the simulator knows.
 */
public final class DemoData {
    private static final String FILE = "demo";

    private DemoData() {}

    static void remember(Path dataDirectory, String shopify) {
        try {
            Files.writeString(dataDirectory.resolve(FILE), shopify + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @return the address that the demo gave as {@code SHOPLEDGER_SHOPIFY_URL}; empty where no demo ran here */
    public static Optional<String> shopify(Path dataDirectory) {
        try {
            Path file = dataDirectory.resolve(FILE);
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
