package io.shopledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureFindingsTest {
    private static final String SECRET = "shpss_0123";
    private static final String SENT = "{\"id\":1,\"note\":\"Müsli\",\"url\":\"https://x/y\",\"total\":\"10.50\"}";
    private static final String HEADER = Signature.of(SECRET, bytes(SENT));

    @Test
    void whatShopifySigned_fits() {
        assertThat(Signature.of("key", bytes("The quick brown fox jumps over the lazy dog")))
                .isEqualTo("97yD9DBThCSxMpjmqm+xQ+9NWaFJRhdZl0edvC0aPNg=");
        assertThat(find(HEADER, SENT, SECRET).fits()).isTrue();
    }

    @Test
    void aLineEndMore_orLess_isFound() {
        assertThat(find(HEADER, SENT + "\n", SECRET).said()).contains("body was altered", "without the line end");
        assertThat(find(Signature.of(SECRET, bytes(SENT + "\n")), SENT, SECRET).said())
                .contains("missing now");
    }

    @Test
    void jsonWrittenAnew_isFound() {
        String pretty =
                "{\n  \"id\": 1,\n  \"note\": \"Müsli\",\n  \"url\": \"https://x/y\",\n  \"total\": \"10.50\"\n}";
        assertThat(find(HEADER, pretty, SECRET).said()).contains("body was altered", "as compact JSON");
        String escaped = SENT.replace("ü", "\\u00FC").replace("/", "\\/");
        assertThat(find(Signature.of(SECRET, bytes(escaped)), SENT, SECRET).said())
                .contains("body was altered", "\\u and \\/ escapes");
    }

    @Test
    void headersInOtherClothes_areFound() {
        String hex = HexFormat.of().formatHex(Base64.getDecoder().decode(HEADER));
        assertThat(find(hex, SENT, SECRET).said()).contains("header's encoding", "hexadecimal");
        assertThat(find("\"" + HEADER + "\"", SENT, SECRET).said()).contains("header's encoding", "in quotes");
        assertThat(find(HEADER.replace("=", "%3D"), SENT, SECRET).said()).contains("percent-encoded");
        assertThat(find(HEADER.substring(0, 20), SENT, SECRET).said()).contains("base64 of 15 bytes");
    }

    @Test
    void wrongSecrets_areFound_andNeverTold() {
        String quoted = find(HEADER, SENT, "\"" + SECRET + "\"").said();
        assertThat(quoted).contains("wrong secret", "quotes").doesNotContain(SECRET);
        assertThat(find(HEADER, SENT, "shpat_77").said())
                .contains("access token")
                .doesNotContain("shpat_77");
        assertThat(find(HEADER, SENT, "other").said()).contains("the wrong secret, most likely");
    }

    private static SignatureFindings.Finding find(String header, String body, String secret) {
        return SignatureFindings.of(header, bytes(body), Map.of("SHOPIFY_API_SECRET", secret));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
