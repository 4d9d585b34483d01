package io.shopledger.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AccessFilterTest {
    private final AccessFilter filter =
            new AccessFilter(new Gate(noKeys(), new PublicHosts(""), token -> null), new KeyGuesses());

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8010", "localhost", "LOCALHOST:80", "127.1.2.3:9", "[::1]", "[::1]:8010"})
    void local_passesEverywhere(String host) throws Exception {
        MockHttpServletRequest request = request("GET", "/api/v1/orders");
        request.removeHeader("Host");
        request.addHeader("Host", host);
        assertThat(passes(request)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop.example",
                "localhost.example",
                "127.0.0.1.example",
                "127.0.0.999",
                "0.0.0.0",
                "10.0.0.7:8010",
                "[::2]",
                "localhost:x",
                "user@localhost",
                ""
            })
    void anotherHost_isNotLocal(String host) throws Exception {
        MockHttpServletRequest request = request("GET", "/api/v1/orders");
        request.removeHeader("Host");
        request.addHeader("Host", host);
        assertThat(passes(request)).isFalse();
    }

    @Test
    void noHostAtAll_isNotLocal() throws Exception {
        MockHttpServletRequest request = request("GET", "/");
        request.removeHeader("Host");
        assertThat(passes(request)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "X-Forwarded-For",
                "X-Forwarded-Proto",
                "x-forwarded-host",
                "X-Forwarded-Anything",
                "X-Real-IP"
            })
    void proxied_isNotLocal_howeverTheHostReads(String header) throws Exception {
        MockHttpServletRequest request = request("GET", "/health");
        request.addHeader(header, "127.0.0.1");
        assertThat(passes(request)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.9.9.9, true",
        "::1, true",
        "0:0:0:0:0:0:0:1, true",
        "::ffff:127.0.0.1, true",
        "10.0.0.7, false",
        "::2, false",
        "localhost, false",
        "'', false"
    })
    void callersAddress_mustBeLoopback(String address, boolean passes) throws Exception {
        MockHttpServletRequest request = request("GET", "/");
        request.setRemoteAddr(address);
        assertThat(passes(request)).isEqualTo(passes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks",
                "/webhooks/",
                "/webhooks/orders-create",
                "/webhooks/orders/create",
                "/api/v1/auth/oauth/callback"
            })
    void shopifysDoors_areOpenToStrangers(String path) throws Exception {
        assertThat(passes(stranger("POST", path))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/orders",
                "/health",
                "/metrics",
                "/webhooksx",
                "/webhooks/../api/v1/orders",
                "/webhooks/..;/api/v1/orders",
                "/webhooks/%2e%2e/api/v1/orders",
                "/webhooks//../api",
                "/webhooks;x=/api",
                "/webhooks\\..\\api",
                "/api/v1/auth/oauth/callback/x",
                "/api/v1/auth/oauth/authorize",
                "/api/v1/webhooks/process",
                "//webhooks",
                "/WEBHOOKS"
            })
    void allElse_isClosedToStrangers_andSaysWhatToDo(String path) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockFilterChain chain = new MockFilterChain();
        filter.doFilter(stranger("GET", path), response, chain);
        assertThat(chain.getRequest()).isNull();
        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.getContentType()).startsWith("application/problem+json");
        JsonNode problem = JsonMapper.builder().build().readTree(response.getContentAsString());
        assertThat(problem.get("type").asString()).isEqualTo("urn:shopledger:problem:not-local");
        assertThat(problem.get("status").asInt()).isEqualTo(403);
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(problem.get("detail").asString()).contains("http://127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.example",
        "Origin, null",
        "Origin, http://127.0.0.1:9999",
        "Origin, http://localhost:8010",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    void anotherSitesPage_changesNothing_butMayDeliverWebhooks(String header, String value) throws Exception {
        for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH"}) {
            MockHttpServletRequest request = request(method, "/api/v1/stores");
            request.addHeader(header, value);
            assertThat(passes(request)).as(method).isFalse();
        }
        MockHttpServletRequest reading = request("GET", "/api/v1/stores");
        reading.addHeader(header, value);
        assertThat(passes(reading)).isTrue();
        MockHttpServletRequest webhook = request("POST", "/webhooks/orders-create");
        webhook.addHeader(header, value);
        assertThat(passes(webhook)).isTrue();
    }

    @Test
    void ourOwnPage_andPrograms_change() throws Exception {
        MockHttpServletRequest page = request("POST", "/api/v1/stores");
        page.addHeader("Origin", "http://127.0.0.1:8010");
        page.addHeader("Sec-Fetch-Site", "same-origin");
        assertThat(passes(page)).isTrue();
        assertThat(passes(request("POST", "/api/v1/stores"))).isTrue();
    }

    @Test
    void everyAnswer_hasHeadersForBrowsers_andSwaggerItsStyles() throws Exception {
        MockHttpServletResponse page = new MockHttpServletResponse();
        filter.doFilter(request("GET", "/"), page, new MockFilterChain());
        assertThat(page.getHeader("Content-Security-Policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.getHeader("Referrer-Policy")).isNotBlank();
        for (String path : new String[] {"/docs", "/swagger-ui/index.html"}) {
            MockHttpServletResponse docs = new MockHttpServletResponse();
            filter.doFilter(request("GET", path), docs, new MockFilterChain());
            assertThat(docs.getHeader("Content-Security-Policy")).contains("style-src 'self' 'unsafe-inline'");
        }
    }

    private static KnownKeys noKeys() {
        KnownKeys keys = new KnownKeys();
        keys.are(Map.of());
        return keys;
    }

    private boolean passes(MockHttpServletRequest request) throws Exception {
        MockFilterChain chain = new MockFilterChain();
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, chain);
        assertThat(response.getStatus()).isEqualTo(chain.getRequest() == null ? 403 : 200);
        return chain.getRequest() != null;
    }

    private static MockHttpServletRequest request(String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setRemoteAddr("127.0.0.1");
        request.addHeader("Host", "127.0.0.1:8010");
        return request;
    }

    private static MockHttpServletRequest stranger(String method, String path) {
        MockHttpServletRequest request = request(method, path);
        request.addHeader("X-Forwarded-For", "203.0.113.9");
        return request;
    }
}
