package io.shopledger.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** With keys: who gets through which door. */
class GateTest {
    private final KnownKeys keys = new KnownKeys();
    private final Gate gate = new Gate(keys, new PublicHosts(""), GateTest::session);

    @BeforeEach
    void aKeyOfEachRole() {
        keys.are(Map.of(
                hash("r"), key(1, KeyRole.READER),
                hash("o"), key(2, KeyRole.OPERATOR),
                hash("a"), key(3, KeyRole.ADMIN)));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, NO_KEY",
        "GET, /orders/1, NO_KEY",
        "GET, /metrics, NO_KEY",
        "GET, /api/v1/products, NO_KEY",
        "GET, /api/v1/auth/oauth/authorize, NO_KEY",
        "POST, /api/v1/auth/oauth/callback, NO_KEY",
        "POST, /api/v1/webhooks/process, NO_KEY",
        "GET, /docs/../metrics, NO_KEY",
        "GET, /docs/..;/metrics, NO_KEY",
        "GET, /docs/%2e%2e/metrics, NO_KEY",
        "GET, /docs;/x, NO_KEY",
        "POST, /docs, NO_KEY",
        "POST, /webhooks/../api/v1/stores, NO_KEY",
        "OPTIONS, /api/v1/products, NO_KEY",
        "GET, /health,",
        "GET, /docs,",
        "GET, /docs/openapi.json,",
        "GET, /swagger-ui/index.html,",
        "GET, /css/shopledger.css,",
        "POST, /webhooks/orders-create,",
        "POST, /webhooks/orders/create,",
        "GET, /api/v1/auth/oauth/callback,"
    })
    void withoutAKey_onlyTheOpenDoors_evenFromThisMachine(String method, String path, Refusal refusal) {
        assertThat(gate.judge(request(method, path)).refusal()).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/products, r, ok",
        "HEAD, /metrics, r, ok",
        "POST, /api/v1/sync/full, r, NEEDS_OPERATOR",
        "POST, /api/v1/sync/full, o, ok",
        "POST, /api/v1/sync/0d1f/cancel, o, ok",
        "POST, /api/v1/products/bulk, o, ok",
        "POST, /api/v1/dead-letters/4/retry, o, ok",
        "POST, /api/v1/audit/verify, r, NEEDS_OPERATOR",
        "POST, /api/v1/audit/verify, o, ok",
        "POST, /api/v1/audit/verify/progress, o, ok",
        "GET, /api/v1/audit/export, r, ok",
        "POST, /api/v1/projections/orders/dead-letters/4/discard, o, ok",
        "POST, /api/v1/projections/orders/rebuild, r, NEEDS_OPERATOR",
        "POST, /api/v1/projections/orders/rebuild, o, ok",
        "POST, /api/v1/projections/rebuild, o, ok",
        "POST, /api/v1/projections/rebuilds/7/cancel, o, ok",
        "POST, /api/v1/webhooks/register-all, o, ok",
        "DELETE, /api/v1/webhooks/4, o, ok",
        "POST, /api/v1/auth/oauth/callback, r, NEEDS_OPERATOR",
        "POST, /api/v1/auth/oauth/callback, o, ok",
        "POST, /api/v1/stores, o, NEEDS_ADMIN",
        "DELETE, /api/v1/stores/1, o, NEEDS_ADMIN",
        "POST, /api/v1/sync/../stores, o, NEEDS_ADMIN",
        "POST, /api/v1/sync/..;/stores, o, NEEDS_ADMIN",
        "POST, /api/v1/sync/%2e%2e/stores, o, NEEDS_ADMIN",
        "POST, /api/v1/stores, a, ok",
        "GET, /api/v1/privacy/requests, r, ok",
        "GET, /api/v1/privacy/requests/4/data, r, NEEDS_OPERATOR",
        "GET, /api/v1/privacy/requests/4/data, o, ok",
        "POST, /api/v1/privacy/requests/4/done, o, ok",
        "PATCH, /anything/new, a, ok",
        "GET, /api/v1/products, x, UNKNOWN_KEY",
        "GET, /api/v1/products, '', UNKNOWN_KEY"
    })
    void aKey_opensWhatItsRoleMay(String method, String path, String token, String outcome) {
        MockHttpServletRequest request = request(method, path);
        request.addHeader("Authorization", "Bearer " + token);
        Gate.Judgement judgement = gate.judge(request);
        assertThat(judgement.refusal()).isEqualTo(outcome.equals("ok") ? null : Refusal.valueOf(outcome));
        assertThat(judgement.caller() != null).isEqualTo(outcome.equals("ok"));
    }

    @Test
    void aSession_reads_andChangesOnlyWithItsPagesToken() {
        assertThat(gate.judge(browser("GET", "/", "s")).caller()).isNotNull();
        assertThat(gate.judge(browser("GET", "/", "ended")).refusal()).isEqualTo(Refusal.NO_KEY);
        MockHttpServletRequest blind = browser("POST", "/api/v1/sync/full", "s");
        assertThat(gate.judge(blind).refusal()).isEqualTo(Refusal.NO_FORM_TOKEN);
        MockHttpServletRequest wrong = browser("POST", "/api/v1/sync/full", "s");
        wrong.addHeader("X-CSRF-Token", SessionCookie.formToken("another"));
        assertThat(gate.judge(wrong).refusal()).isEqualTo(Refusal.NO_FORM_TOKEN);
        MockHttpServletRequest page = browser("POST", "/api/v1/sync/full", "s");
        page.addHeader("X-CSRF-Token", SessionCookie.formToken("s"));
        assertThat(gate.judge(page).refusal()).isNull();
        MockHttpServletRequest script = browser("POST", "/api/v1/dead-letters/4/retry", "s");
        script.addHeader("Origin", "http://127.0.0.1:8010");
        assertThat(gate.judge(script).refusal()).isNull();
        script.setContentType("text/plain");
        assertThat(gate.judge(script).refusal()).isEqualTo(Refusal.NO_FORM_TOKEN);
        MockHttpServletRequest form = browser("POST", "/logout", "s");
        form.setContentType("application/x-www-form-urlencoded");
        form.setParameter("_csrf", SessionCookie.formToken("s"));
        assertThat(gate.judge(form).refusal()).isNull();
        form.addHeader("Origin", "https://evil.example");
        assertThat(gate.judge(form).refusal()).isEqualTo(Refusal.FOREIGN_ORIGIN);
        assertThat(gate.judge(request("POST", "/login")).refusal()).isNull();
    }

    private static MockHttpServletRequest browser(String method, String path, String session) {
        MockHttpServletRequest request = request(method, path);
        request.setCookies(new Cookie("shopledger_session", session));
        return request;
    }

    private static @Nullable ApiKey session(String token) {
        return token.equals("s") ? key(2, KeyRole.OPERATOR) : null;
    }

    @Test
    void fromElsewhere_throughAProxy_aKeyIsEnough() {
        MockHttpServletRequest request = request("GET", "/api/v1/products");
        request.setRemoteAddr("203.0.113.9");
        request.addHeader("X-Forwarded-For", "198.51.100.4");
        request.addHeader("Authorization", "bearer r");
        assertThat(gate.judge(request).refusal()).isNull();
    }

    @Test
    void theLastKeyRevoked_onlyThisMachineIsLetIn() {
        keys.are(Map.of());
        MockHttpServletRequest far = request("GET", "/api/v1/products");
        far.setRemoteAddr("203.0.113.9");
        far.addHeader("Authorization", "Bearer a");
        assertThat(gate.judge(far).refusal()).isEqualTo(Refusal.NOT_LOCAL);
        assertThat(gate.judge(request("POST", "/api/v1/stores")).caller()).isEqualTo(Caller.ON_THIS_MACHINE);
    }

    @Test
    void beforeTheKeysAreKnown_nobodyIsLetIn() {
        Gate early = new Gate(new KnownKeys(), new PublicHosts(""), GateTest::session);
        assertThat(early.judge(request("GET", "/api/v1/products")).refusal()).isEqualTo(Refusal.STARTING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger.example.com", "LEDGER.example.com:443", "other.example.com:8443", "127.0.0.1:8010"})
    void namedHosts_areOurs(String host) {
        assertThat(underHost(host).refusal()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "ledger.example.com.evil.example", "other.example.com", ""})
    void otherHosts_areNot(String host) {
        assertThat(underHost(host).refusal()).isEqualTo(Refusal.UNKNOWN_HOST);
    }

    private Gate.Judgement underHost(String host) {
        Gate named = new Gate(keys, new PublicHosts("ledger.example.com, other.example.com:8443"), GateTest::session);
        MockHttpServletRequest request = request("GET", "/api/v1/products");
        request.removeHeader("Host");
        request.addHeader("Host", host);
        request.addHeader("Authorization", "Bearer r");
        return named.judge(request);
    }

    private static String hash(String token) {
        return HexFormat.of().formatHex(Secret.hash(token));
    }

    private static ApiKey key(long id, KeyRole role) {
        return new ApiKey(id, role.toString(), role, Instant.EPOCH, null);
    }

    private static MockHttpServletRequest request(String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setRemoteAddr("127.0.0.1");
        request.addHeader("Host", "127.0.0.1:8010");
        return request;
    }
}
