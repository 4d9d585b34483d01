package io.shopledger.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What keeps people from using a page: what axe-core finds grave, and what the keyboard does not reach or does not show. */
final class Accessibility {
    private static final String AXE = source();

    private static final String GRAVE = """
            async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
              .filter((one) => one.impact === "serious" || one.impact === "critical")
              .flatMap((one) => one.nodes.map((node) =>
                `${one.id}: ${node.html.slice(0, 160)} (${(node.any[0] ?? node.all[0] ?? node.none[0])?.message})`))
            """;

    /** What Tab is to reach, in the page's order; what a closed list hides is not. */
    private static final String REACHABLE = """
            () => {
              window.toReach = [...document.querySelectorAll("a[href], button, select, summary, input:not([type=hidden])")]
                .filter((one) => !one.disabled && one.checkVisibility({ visibilityProperty: true }));
              document.activeElement.blur();
              getSelection().empty();
              return window.toReach.length;
            }
            """;

    /** Takes what has the focus off the list. Says what is wrong with it, or nothing. */
    private static final String FOCUSED = """
            () => {
              const one = document.activeElement;
              const place = window.toReach.indexOf(one);
              if (place < 0) {
                return "";
              }
              window.toReach.splice(place, 1);
              const style = getComputedStyle(one);
              return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 ? "" : one.outerHTML.slice(0, 120);
            }
            """;

    /** What a live page has put something newer in the place of is nobody's to reach. */
    private static final String LEFT =
            "() => (window.toReach = window.toReach.filter((one) => one.isConnected)).length";

    private static final int MORE = 20;

    private Accessibility() {}

    /** @return what axe-core finds serious or critical, each with the element and the reason */
    static List<String> grave(Page page, String where) {
        page.evaluate(AXE);
        return ((List<?>) page.evaluate(GRAVE))
                .stream().map(finding -> where + ": " + finding).toList();
    }

    static void isUsableByKeyboard(Page page, String where) {
        int reachable = (int) page.evaluate(REACHABLE);
        // A few steps more: the browser itself and what scrolls take the focus too.
        for (int step = 0; step < reachable + MORE && (int) page.evaluate(LEFT) > 0; step++) {
            page.keyboard().press("Tab");
            assertThat(page.evaluate(FOCUSED))
                    .as("has the focus and does not show it, on " + where)
                    .isEqualTo("");
        }
        assertThat((List<?>) page.evaluate("() => window.toReach.map((one) => one.outerHTML.slice(0, 120))"))
                .as("Tab does not reach it on " + where)
                .isEmpty();
    }

    private static String source() {
        try (InputStream in = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
