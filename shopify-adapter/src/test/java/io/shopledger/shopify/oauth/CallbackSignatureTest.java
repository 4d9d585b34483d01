package io.shopledger.shopify.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.shopify.ShopifyData;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CallbackSignatureTest {
    private static final Instant CLOCK_OF_THE_LIBRARY = Instant.ofEpochSecond(1_750_000_000);

    @Test
    void whatShopifysLibrarySays_weSay() {
        int checked = 0;
        for (JsonNode vector :
                ShopifyData.json("vectors", "official-oauth.json").get("vectors")) {
            Map<String, String> parameters = parameters(vector);
            if (!vector.get("signator").asString().equals("admin") || parameters.isEmpty()) {
                continue; // lists come on other addresses than ours
            }
            checked++;
            String judged = vector.path("expected_strict")
                    .asString(vector.path("expected").asString("")); // where the library was wrong
            boolean expected = judged.isEmpty() ? vector.get("official").asBoolean(false) : judged.startsWith("accept");
            JsonNode hmac = vector.get("name").asString().equals("upper-case-key-order")
                    ? vector.get("hmac_percent20_byte_order") // where the library sorts as nobody else does
                    : vector.get("hmac");
            if (hmac != null && hmac.isString()) {
                parameters.put("hmac", hmac.asString());
            }
            assertThat(CallbackSignature.isGood(parameters, vector.get("secret").asString(), CLOCK_OF_THE_LIBRARY))
                    .as(vector.get("name").asString())
                    .isEqualTo(expected);
        }
        assertThat(checked).isGreaterThan(15);
    }

    private static Map<String, String> parameters(JsonNode vector) {
        Map<String, String> parameters = new TreeMap<>();
        for (Map.Entry<String, JsonNode> one : vector.get("params").properties()) {
            if (!one.getValue().isString()) {
                return Map.of();
            }
            parameters.put(one.getKey(), one.getValue().asString());
        }
        return parameters;
    }

    @Test
    void whatOtherLibrariesRecorded_isSigned() {
        for (JsonNode vector : ShopifyData.json("vectors", "oauth-hmac.json").get("vectors")) {
            Map<String, String> parameters = new TreeMap<>();
            for (String pair : vector.get("signed_bytes").asString().split("&")) {
                String[] parts = pair.split("=", 2);
                parameters.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
            parameters.put("hmac", vector.get("digest").asString());
            assertThat(CallbackSignature.isSigned(
                            parameters, vector.get("secret").asString()))
                    .as(vector.get("name").asString())
                    .isTrue();
            parameters.put("code", "another");
            assertThat(CallbackSignature.isSigned(
                            parameters, vector.get("secret").asString()))
                    .as(vector.get("name").asString())
                    .isFalse();
        }
    }
}
