package io.shopledger.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at every kind of page as it is on a phone and on a desk, by day and by night. */
final class EveryPage {
    private static final String UNNAMED = """
            () => [
              ...[...document.querySelectorAll("input:not([type=hidden]), select")].filter((one) => !one.labels.length),
              ...[...document.querySelectorAll("a, button")]
                .filter((one) => !(one.getAttribute("aria-label") || one.textContent).trim()),
              ...[...document.querySelectorAll("[id]")].filter((one) => document.querySelectorAll("#" + CSS.escape(one.id)).length > 1),
              ...[...document.querySelectorAll("table:not(:has(caption)), progress:not([aria-label])")],
            ].map((one) => one.outerHTML.slice(0, 120))
            """;

    private final Browser browser;
    private final String service;
    private final List<String> grave = new ArrayList<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();

    EveryPage(Browser browser, String service) {
        this.browser = browser;
        this.service = service;
        for (String list : new String[] {
            "products",
            "orders",
            "customers",
            "stock",
            "syncs",
            "deliveries",
            "dead-letters",
            "privacy",
            "stores",
            "audit",
            "monitor",
            "rebuilds"
        }) {
            addresses.put(list, "/" + list + "?store_id=1");
        }
        try (Page page = browser.newPage()) {
            for (String list : new String[] {"products", "orders", "customers", "stock", "syncs", "stores"}) {
                page.navigate(service + addresses.get(list));
                addresses.put(
                        "one-of-" + list,
                        page.locator("table.list tbody th a").first().getAttribute("href"));
            }
        }
        addresses.put("order-then", addresses.get("one-of-orders") + "&at=2999-01-01T00:00");
        addresses.put("overview", "/?store_id=1");
        addresses.put("login", "/login");
        addresses.put("nothing", "/orders/1?store_id=1");
    }

    void look() {
        for (int width : new int[] {360, 1440}) {
            for (ColorScheme light : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                try (Page page = browser.newPage(
                        new Browser.NewPageOptions().setViewportSize(width, 900).setColorScheme(light))) {
                    if (byKeyboard(width, light)) {
                        // At rest: what moves up while one tabs would take the focus along.
                        page.route("**/live", route -> route.fulfill(new Route.FulfillOptions().setStatus(204)));
                    }
                    List<String> complaints = new ArrayList<>();
                    page.onPageError(complaints::add);
                    page.onConsoleMessage(message -> {
                        // That what is not there answers 404 is no complaint about the page.
                        if (message.type().equals("error") && !message.text().contains("404")) {
                            complaints.add(message.text());
                        }
                    });
                    addresses.forEach((name, address) -> look(page, name, address, width, light));
                    assertThat(complaints).as("the browser's console").isEmpty();
                }
            }
        }
        assertThat(grave).as("grave findings of axe-core").isEmpty();
    }

    private void look(Page page, String name, String address, int width, ColorScheme light) {
        page.navigate(service + address);
        String where = "%s at %d px, %s".formatted(name, width, light);
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"))
                .as("no sideways scrolling of " + where)
                .isEqualTo(true);
        assertThat(page.evaluate(UNNAMED))
                .as("what has no name, or another's id, on " + where)
                .isEqualTo(List.of());
        if (width == 360 && !name.equals("login")) { // which leads nowhere else yet
            reachesNavigationByKeyboard(page, where);
        }
        if (byKeyboard(width, light)) {
            Accessibility.isUsableByKeyboard(page, where);
        }
        grave.addAll(Accessibility.grave(page, where));
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", "%s-%d-%s.png".formatted(name, width, light))));
    }

    private static boolean byKeyboard(int width, ColorScheme light) {
        return width == 1440 && light == ColorScheme.LIGHT;
    }

    private static void reachesNavigationByKeyboard(Page page, String where) {
        page.keyboard().press("Tab");
        assertThat(page.evaluate("() => document.activeElement.className"))
                .as("first of " + where)
                .isEqualTo("skip");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        assertThat(page.evaluate("() => document.activeElement.closest('nav')?.className"))
                .as("the keyboard reaches the navigation of " + where)
                .isEqualTo("rooms");
        assertThat(page.locator("nav.rooms a[aria-current]").count())
                .as("one place is marked on " + where)
                .isEqualTo(1);
    }
}
