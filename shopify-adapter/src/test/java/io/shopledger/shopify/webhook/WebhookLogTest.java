package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.shopify.ShopifyData;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WebhookLogTest {
    private static Delivery delivery(@Nullable String shop, @Nullable String webhookId, @Nullable DeadReason dead) {
        return new Delivery(
                1,
                1,
                shop,
                "orders/create",
                webhookId,
                null,
                null,
                null,
                Instant.parse("2026-11-01T10:00:00Z"),
                0,
                77,
                null,
                List.of(),
                dead);
    }

    @Test
    void line_saysTopicStoreAndStatus() {
        JsonNode line = ShopifyData.JSON.readTree(
                WebhookLog.line(delivery("demo.myshopify.com", "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043", null)));
        assertThat(line.get("topic").asString()).isEqualTo("orders/create");
        assertThat(line.get("store").asString()).isEqualTo("demo.myshopify.com");
        assertThat(line.get("status").asString()).isEqualTo("accepted");
        assertThat(line.get("bytes").asInt()).isEqualTo(77);
    }

    @Test
    void whatCannotBeUsed_saysWhy() {
        JsonNode line = ShopifyData.JSON.readTree(
                WebhookLog.line(delivery(null, null, new DeadReason("unknown-shop", "not connected"))));
        assertThat(line.get("status").asString()).isEqualTo("unknown-shop");
        assertThat(line.get("store").isNull()).isTrue();
    }

    @Test
    void strangeHeader_makesNoLineOfItsOwn() {
        String evil = "a\"},\n{\"topic\":\"forged\\\u2028\u007f\t";
        String line = WebhookLog.line(delivery(evil, evil, null));
        assertThat(line).doesNotContain("\n", "\t", "\u2028");
        assertThat(ShopifyData.JSON.readTree(line).get("store").asString()).isEqualTo(evil);
    }

    @Test
    void console_getsTheLineAndNothingElse() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        WebhookLog log;
        try {
            log = new WebhookLog();
            ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger(WebhookLog.LOGGER))
                    .setLevel(ch.qos.logback.classic.Level.INFO);
            log.received(delivery("demo.myshopify.com", null, null));
            log.received(delivery("demo.myshopify.com", null, null));
            log.close();
        } finally {
            System.setOut(before);
            ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger(WebhookLog.LOGGER)).setLevel(null);
        }
        List<String> lines = written.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines)
                .hasSize(2)
                .allSatisfy(line -> assertThat(
                                ShopifyData.JSON.readTree(line).get("status").asString())
                        .isEqualTo("accepted"));
    }
}
