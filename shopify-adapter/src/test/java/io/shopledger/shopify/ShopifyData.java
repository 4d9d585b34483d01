package io.shopledger.shopify;

import io.shopledger.tools.PublishedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Payloads and vectors that others published. They lie beside the repository; without them their tests are skipped. */
public final class ShopifyData {
    /** Keeps every digit of a number. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private ShopifyData() {}

    /** A sample of a webhook's body, and the topic that it is filed under, such as {@code orders-create}. */
    public record Sample(String folder, Path file) {
        public byte[] bytes() {
            return ShopifyData.bytes(file);
        }

        public JsonNode json() {
            return JSON.readTree(bytes());
        }

        @Override
        public String toString() {
            return folder + "/" + file.getFileName();
        }
    }

    /** @return the file's content; skips the test where the data is not there */
    public static JsonNode json(String first, String... more) {
        return JSON.readTree(bytes(PublishedData.present(first, more)));
    }

    /** @return all samples of the order topics, in the order of their names */
    public static List<Sample> orderSamples() {
        return webhookSamples().stream()
                .filter(sample -> sample.folder().startsWith("orders-"))
                .toList();
    }

    /** @return all samples of all topics, in the order of their names */
    public static List<Sample> webhookSamples() {
        return samples("webhooks");
    }

    /** @return payloads that were really observed, each value of them replaced; filed under their resource */
    public static List<Sample> webhookShapes() {
        return samples("webhook-shapes");
    }

    /** @return answers of the real GraphQL API, filed under their domain, such as {@code products} */
    public static List<Sample> captures() {
        return samples("graphql-captures");
    }

    private static List<Sample> samples(String under) {
        try (Stream<Path> files = Files.walk(PublishedData.present(under))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(file -> new Sample(file.getParent().getFileName().toString(), file))
                    .sorted(java.util.Comparator.comparing(Sample::toString))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @return those that show an order whole: not an edit, not a deletion */
    public static List<Sample> wholeOrders() {
        return orderSamples().stream()
                .filter(sample -> sample.json().has("id") && sample.json().has("line_items"))
                .toList();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
