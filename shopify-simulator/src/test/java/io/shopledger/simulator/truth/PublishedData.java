package io.shopledger.simulator.truth;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Shopify published, which lies beside the project. As the kernel's tests have it, which this module does not wait for. */
public final class PublishedData {
    private PublishedData() {}

    /** Skips the test where it is not there, and fails it if {@code SHOPLEDGER_REQUIRE} names {@code shopify-data}. */
    public static Path present(String first, String... more) {
        Path path = Path.of("..", "..", "shared", "shopify-data").resolve(Path.of(first, more));
        String required = System.getenv().getOrDefault("SHOPLEDGER_REQUIRE", "");
        if (!Files.exists(path) && List.of(required.split("\\s*,\\s*")).contains("shopify-data")) {
            throw new AssertionError(path + " is missing, and SHOPLEDGER_REQUIRE asks for shopify-data.");
        }
        assumeTrue(Files.exists(path), () -> "Skipped: the reference data is not at " + path);
        return path;
    }
}
