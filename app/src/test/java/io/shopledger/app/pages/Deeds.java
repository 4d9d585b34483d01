package io.shopledger.app.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.shopledger.app.process.Http;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a person does on the pages, and what they show of it: dead letters are retried and discarded, a sync moves on. */
final class Deeds {
    private final Browser browser;
    private final Http http;
    private final String service;
    private final String simulator;

    Deeds(Browser browser, Http http, String service, String simulator) {
        this.browser = browser;
        this.http = http;
        this.service = service;
        this.simulator = simulator;
    }

    /** Two that no retry mends: they stay on the page until a person puts them aside. */
    void twoUnreadable() throws GeneralSecurityException {
        for (String body : new String[] {"{\"id\": \"none\"}", "{\"id\": "}) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("demo-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String hmac = Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
            assertThat(http.send(Http.request(service + "/webhooks/orders-updated")
                                    .header("X-Shopify-Topic", "orders/updated")
                                    .header("X-Shopify-Shop-Domain", "demo.myshopify.com")
                                    .header(
                                            "X-Shopify-Webhook-Id",
                                            UUID.randomUUID().toString())
                                    .header("X-Shopify-Hmac-Sha256", hmac)
                                    .POST(BodyPublishers.ofString(body)))
                            .statusCode())
                    .isEqualTo(200);
        }
        awaitDead(2);
    }

    void retriesAndDiscardsDeadLetters() {
        try (Page page = browser.newPage()) {
            page.navigate(service + "/dead-letters?store_id=1");
            Locator rows = page.locator("table.list tbody tr");
            assertThat(rows.count()).isEqualTo(2);
            rows.first()
                    .locator("button", new Locator.LocatorOptions().setHasText("Retry"))
                    .click();
            page.waitForFunction("() => document.getElementById('said').textContent !== ''");
            assertThat(rows.count()).as("what is retried leaves the list").isEqualTo(1);
            awaitDead(2); // it is still unreadable
            page.navigate(service + "/dead-letters?store_id=1");
            page.onceDialog(Dialog::dismiss);
            discard(rows).click();
            assertThat(rows.count()).as("a person thought again").isEqualTo(2);
            for (int left = 1; left >= 0; left--) {
                page.onceDialog(Dialog::accept);
                discard(rows).click();
                page.waitForFunction("left => document.querySelectorAll('table.list tbody tr').length === left", left);
                assertThat(page.locator("#said").textContent()).contains("discarded");
            }
            awaitDead(0);
            page.navigate(service + "/dead-letters?store_id=1");
            assertThat(rows.count()).isZero();
        }
    }

    /** By keyboard alone; a checkpoint that was never made is found out. */
    void provesTheHistory() {
        try (Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(360, 900))) {
            page.navigate(service + "/audit?store_id=1");
            page.locator("#proof button").focus();
            page.keyboard().press("Enter");
            page.waitForFunction("() => document.getElementById('said').textContent.includes('as it was written: ')");
            page.locator("#checkpoint").fill("1:" + "0".repeat(64));
            page.keyboard().press("Enter");
            page.waitForFunction("() => document.getElementById('said').textContent.includes('sealed anew')");
            assertThat(page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"))
                    .as("no sideways scrolling with a result")
                    .isEqualTo(true);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(java.nio.file.Path.of("target", "screenshots", "audit-proven-360.png"))
                    .setFullPage(true));
        }
    }

    private static Locator discard(Locator rows) {
        return rows.first().locator("button", new Locator.LocatorOptions().setHasText("Discard"));
    }

    /** Shopify's answers are held back for a while, so that one sees the bar stand, then move, then go. */
    void seesASyncMoveOn() {
        await("no other sync of products runs")
                .atMost(Duration.ofSeconds(90))
                .until(() -> http.get(service + "/api/v1/sync/logs?store_id=1&status=running")
                        .get("logs")
                        .isEmpty());
        String sync = http.post(
                        service + "/api/v1/sync/products", "{\"store_id\": 1, \"full_sync\": true, \"batch_size\": 1}")
                .get("sync_id")
                .asString();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> items(sync) >= 5);
        http.post(simulator + "/__sim/faults", "{\"kind\":\"hold_query\",\"rate\":1,\"seconds\":3}");
        try (Page page = browser.newPage()) {
            page.navigate(service + "/syncs/" + sync + "?store_id=1");
            double stood = ((Number) page.locator("progress[value]").evaluate("bar => bar.value")).doubleValue();
            assertThat(stood).isPositive();
            page.waitForFunction(
                    "stood => document.querySelector('progress')?.value > stood"
                            + " && document.querySelector('[data-told=items]').textContent > stood",
                    stood);
            page.waitForFunction("() => document.querySelector('[data-told=status]')?.textContent === 'completed'"
                    + " && !document.querySelector('progress')");
        }
    }

    private long items(String sync) {
        return http.get(service + "/api/v1/sync/" + sync)
                .get("records_processed")
                .asLong();
    }

    private void awaitDead(int count) {
        await("%d dead letters".formatted(count))
                .atMost(Duration.ofSeconds(30))
                .until(() -> http.get(service + "/api/v1/dead-letters?store_id=1")
                                .get("dead_letters")
                                .size()
                        == count);
    }
}
