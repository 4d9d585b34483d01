package io.shopledger.shopify.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever comes in: it is read, or it is said to be unreadable. Nothing else is thrown. */
class JsonObjectTest {
    @Property(tries = 1_000)
    void anyBytes_areReadOrUnreadable(@ForAll byte[] body) {
        readOrUnreadable(body);
    }

    @Property(tries = 1_000)
    void anyNearlyJson_isReadOrUnreadable(@ForAll("nearlyJson") String body) {
        readOrUnreadable(body.getBytes(StandardCharsets.UTF_8));
        readOrUnreadable(body.getBytes(StandardCharsets.UTF_16));
        readOrUnreadable(body.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Property(tries = 500)
    void cleanText_isValidAndOtherwiseUnchanged(@ForAll String text) {
        String clean = CleanText.of(text);
        assertThat(clean).hasSameSizeAs(text).doesNotContain("\0");
        assertThat(new String(clean.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(clean);
        assertThat(CleanText.of(clean)).isSameAs(clean);
    }

    @Provide
    Arbitrary<String> nearlyJson() {
        Arbitrary<String> piece = Arbitraries.of(
                "{",
                "}",
                "[",
                "]",
                ":",
                ",",
                "\"a\"",
                "\"",
                "\\",
                "\\u",
                "\\ud800",
                "null",
                "true",
                "tru",
                "1",
                "-",
                "1e9",
                "1e99999999999",
                "0.1",
                "1E-400",
                "NaN",
                "\u0000",
                "\ufeff",
                "\ud83e",
                "\u00e9",
                "/",
                "//",
                " ",
                "\n");
        return piece.list().ofMaxSize(12).map(pieces -> "{\"a\":" + String.join("", pieces));
    }

    private static void readOrUnreadable(byte[] body) {
        try {
            JsonObject object = JsonObject.parse(body);
            for (Runnable read : new Runnable[] {
                () -> object.text("a"),
                () -> object.number("a"),
                () -> object.flag("a"),
                () -> object.time("a"),
                () -> object.decimal("a"),
                () -> object.bag("a", "EUR"),
                () -> object.object("a"),
                () -> object.texts("a"),
                () -> object.each("a", item -> item)
            }) {
                try {
                    read.run();
                } catch (Unreadable ofTheField) {
                    assertThat(ofTheField).hasMessageContaining("/a");
                }
            }
        } catch (Unreadable ofTheBody) {
            assertThat(ofTheBody).hasMessageStartingWith("The body is not");
        }
    }
}
