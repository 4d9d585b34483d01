package io.shopledger.app.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.WaitUntilState;
import io.shopledger.app.process.Http;
import io.shopledger.app.process.Jar;
import io.shopledger.tools.NeedsTool;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's first page, as a person sees it: orders are there, and change while one looks. */
@NeedsTool("chromium")
class FirstPageTest {
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Http http = new Http();

    @TempDir
    Path folder;

    @Test
    void demo_showsOrders_andChangesLive_withoutReload() throws GeneralSecurityException {
        int port = Jar.freePort();
        String service = "http://127.0.0.1:" + port;
        String simulator = "http://127.0.0.1:" + Jar.freePort();
        try (Jar demo = Jar.whole(
                                folder.resolve("demo.log"),
                                "demo",
                                "--server.port=" + port,
                                "--simulator-port=" + Jar.port(simulator),
                                "--data-dir=" + folder.resolve("data with spaces"),
                                "--orders=60",
                                "--live-rate=5")
                        .ready(http, service + "/health");
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(Path.of("/usr/bin/chromium"))
                                .setArgs(FLAGS))) {
            await("the demo tells where to look")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> demo.output().contains("/api/v1/webhooks/ledger"));
            for (int width : new int[] {360, 1440}) {
                look(browser, service, width);
            }
            Deeds deeds = new Deeds(browser, http, service, simulator);
            deeds.twoUnreadable();
            new EveryPage(browser, service).look();
            deeds.provesTheHistory();
            deeds.retriesAndDiscardsDeadLetters();
            deeds.seesASyncMoveOn();
            assertThat(demo.output())
                    .startsWith("Starting the simulated store ...")
                    .containsSubsequence("Starting the service, and its database in ", "Shopledger ", "listens on")
                    .doesNotContain("\tat ");
            assertThat(http.status(service + "/nothing")).isEqualTo(404);
            assertThat(http.send(Http.request(service + "/products").POST(BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(405);
            demo.close();
            assertThat(demo.output()).contains("Stopped in ", " s; all that was accepted is on disk in ");
            assertThat(demo.output().lines().filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")))
                    .as("nothing is wrong")
                    .isEmpty();
        }
    }

    private static void look(Browser browser, String service, int width) {
        try (Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, 900))) {
            List<String> complaints = new ArrayList<>();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") || message.type().equals("warning")) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(complaints::add);
            page.navigate(service + "/");
            page.locator("table.orders tbody tr").first().waitFor();
            page.evaluate("() => { window.notReloaded = true; }");
            String before = page.locator("#content").innerHTML();
            page.waitForFunction(
                    "before => document.getElementById('content').innerHTML !== before",
                    before,
                    new Page.WaitForFunctionOptions().setTimeout(20_000));
            assertThat(page.evaluate("() => window.notReloaded"))
                    .as("still the page that was opened")
                    .isEqualTo(true);
            page.waitForFunction("() => document.getElementById('live').textContent === 'live'");
            assertThat(page.locator("table.orders tbody tr").count()).isPositive();
            page.locator("details.legend summary").focus();
            page.keyboard().press("Enter");
            page.locator("details.legend dt").first().waitFor();
            fits(page, "first-page", width);
            openFirstOrder(page);
            page.locator("ol.timeline > li").first().waitFor();
            assertThat(page.url()).contains("/orders/").contains("store_id=1");
            assertThat(page.locator("ol.timeline").textContent()).contains("placed");
            page.locator("ol.timeline summary").first().click();
            fits(page, "order", width);
            assertThat(complaints).as("the browser's console at %d px", width).isEmpty();
        }
    }

    /** By keyboard; an order that leaves the live list between focus and key takes the focus with it. */
    private static void openFirstOrder(Page page) {
        for (int attempt = 1; ; attempt++) {
            page.locator("table.orders tbody th a").first().focus();
            page.keyboard().press("Enter");
            try {
                page.waitForURL(
                        Pattern.compile(".*/orders/\\d+.*"),
                        new Page.WaitForURLOptions()
                                .setWaitUntil(WaitUntilState.COMMIT)
                                .setTimeout(5_000));
                return;
            } catch (TimeoutError stayed) {
                if (attempt == 5) {
                    throw stayed;
                }
            }
        }
    }

    private static void fits(Page page, String name, int width) {
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"))
                .as("no sideways scrolling of %s at %d px", name, width)
                .isEqualTo(true);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + "-" + width + ".png"))
                .setFullPage(true));
    }
}
