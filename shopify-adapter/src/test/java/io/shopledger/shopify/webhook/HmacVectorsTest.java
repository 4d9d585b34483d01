package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.shopify.ShopifyData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The signatures that other libraries' tests hold valid or not, and Shopify's own library's verdicts. */
class HmacVectorsTest {
    /** Their signature is good; Shopify's library refuses them for a header that is not the signature's. Ours takes them. */
    private static final Set<String> GOOD_BUT_WITHOUT_A_HEADER = Set.of("no-topic", "no-version", "empty-topic");

    /** Blanks around a header's value are no part of it (RFC 9110, 5.5): servers drop them before any library looks. */
    private static final Set<String> BLANKS_AROUND_IT = Set.of("hmac-trailing-space");

    @Test
    void everyLibrarysVector_hasItsVerdict() {
        JsonNode vectors = ShopifyData.json("vectors", "webhook-hmac.json").get("vectors");
        List<String> checked = new ArrayList<>();
        for (JsonNode vector : vectors) {
            String name = vector.get("name").asString();
            byte[] body = vector.get("signed_bytes").asString().getBytes(StandardCharsets.UTF_8);
            assertThat(verdict(
                            vector.get("secret").asString(),
                            body,
                            vector.get("digest").asString()))
                    .as(name)
                    .isEqualTo(vector.get("valid").asBoolean());
            checked.add(name);
        }
        assertThat(checked).hasSize(vectors.size()).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void everyVerdictOfShopifysLibrary_isOurs() {
        JsonNode vectors =
                ShopifyData.json("vectors", "official-webhook-validate.json").get("vectors");
        Set<String> same = new TreeSet<>();
        Set<String> otherwise = new TreeSet<>();
        for (JsonNode vector : vectors) {
            String name = vector.get("name").asString();
            byte[] body = HexFormat.of().parseHex(vector.get("bodyUtf8Hex").asString());
            boolean ours = verdict(vector.get("secret").asString(), body, signature(vector.get("headers")));
            boolean theirs = vector.get("official").get("valid").asBoolean();
            (ours == theirs ? same : otherwise).add(name);
            if (GOOD_BUT_WITHOUT_A_HEADER.contains(name)) {
                assertThat(vector.get("official").get("reason").asString())
                        .as(name)
                        .isEqualTo("missing_headers");
                assertThat(ours).as(name).isTrue();
            }
        }
        Set<String> expected = new TreeSet<>(GOOD_BUT_WITHOUT_A_HEADER);
        expected.addAll(BLANKS_AROUND_IT);
        assertThat(otherwise).isEqualTo(expected);
        assertThat(same.size() + otherwise.size()).isEqualTo(vectors.size()).isEqualTo(12);
    }

    @Test
    void digestsThatPythonComputed_areGood() {
        JsonNode vectors =
                ShopifyData.json("vectors", "official-webhook-validate.json").get("vectors");
        int good = 0;
        for (JsonNode vector : vectors) {
            byte[] body = HexFormat.of().parseHex(vector.get("bodyUtf8Hex").asString());
            String digest = vector.get("python_digest").asString();
            assertThat(verdict(vector.get("secret").asString(), body, digest)).isTrue();
            assertThat(verdict("another", body, digest)).isFalse();
            good++;
        }
        assertThat(good).isEqualTo(vectors.size());
    }

    @Test
    void anyOfTheSecrets_isEnough() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        HmacVerifier verifier = new HmacVerifier(List.of("new", "old"));
        verifier.update(body, body.length);
        assertThat(verifier.matches(Signed.by("old", body))).isTrue();
    }

    @Test
    void withoutSecrets_nothingMatches() {
        HmacVerifier verifier = new HmacVerifier(List.of());
        assertThat(verifier.matches(Signed.by("any", new byte[0]))).isFalse();
        assertThat(verifier.matches("")).isFalse();
        assertThat(verifier.matches(null)).isFalse();
    }

    @Test
    void aBodyInPieces_hasTheSameSignature() {
        byte[] body = "0123456789".getBytes(StandardCharsets.UTF_8);
        HmacVerifier verifier = new HmacVerifier(List.of("secret"));
        for (byte one : body) {
            verifier.update(new byte[] {one, 99}, 1);
        }
        assertThat(verifier.matches(Signed.by("secret", body))).isTrue();
    }

    private static boolean verdict(String secret, byte[] body, @Nullable String signature) {
        HmacVerifier verifier = new HmacVerifier(List.of(secret));
        verifier.update(body, body.length);
        return verifier.matches(signature);
    }

    private static @Nullable String signature(JsonNode headers) {
        for (String name : headers.propertyNames()) {
            if (name.toLowerCase(java.util.Locale.ROOT).endsWith("shopify-hmac-sha256")) {
                return headers.get(name).asString();
            }
        }
        return null;
    }
}
