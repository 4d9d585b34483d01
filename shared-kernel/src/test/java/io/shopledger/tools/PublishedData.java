package io.shopledger.tools;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What Shopify and others published, which lies beside the project and is no part of it. */
public final class PublishedData {
    private static final Path ROOT = Path.of("..", "..", "shared", "shopify-data");

    private PublishedData() {}

    /** Skips the test where it is not there, and fails it if {@code SHOPLEDGER_REQUIRE} names {@code shopify-data}. */
    public static Path present(String first, String... more) {
        return present(ROOT.resolve(Path.of(first, more)), System.getenv("SHOPLEDGER_REQUIRE"));
    }

    static Path present(Path path, @Nullable String required) {
        if (!Files.exists(path) && ToolCondition.asks(required, "shopify-data")) {
            throw new AssertionError(path + " is missing, and SHOPLEDGER_REQUIRE asks for shopify-data.");
        }
        assumeTrue(Files.exists(path), () -> "Skipped: the reference data is not at " + path);
        return path;
    }
}
