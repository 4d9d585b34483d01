package io.shopledger.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RateLimitTest {
    private static final Caller DASHBOARD = new Caller(7, "dashboard", KeyRole.READER);
    private static final Caller OTHER = new Caller(8, "other", KeyRole.READER);
    private static final Map<String, ApiKey> ONE_KEY = Map.of(
            HexFormat.of().formatHex(Secret.hash("good")),
            new ApiKey(1, "one", KeyRole.ADMIN, java.time.Instant.EPOCH, null));

    private final AtomicLong now = new AtomicLong();
    private final TimeMeter clock = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return now.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };
    private final RateLimit limit = new RateLimit(3, clock);

    @Test
    void keyThatAsksTooMuch_isToldHowLongToWait_andGoesOnAfterwards() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(ask("/api/v1/orders", DASHBOARD).getStatus()).isEqualTo(200);
        }
        MockHttpServletResponse refused = ask("/api/v1/orders", DASHBOARD);
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("20");
        assertThat(refused.getContentType()).startsWith("application/problem+json");
        assertThat(refused.getContentAsString())
                .contains("urn:shopledger:problem:too-many-requests", "3 requests", "SHOPLEDGER_RATE_LIMIT");
        assertThat(ask("/api/v1/orders", OTHER).getStatus())
                .as("another key's are its own")
                .isEqualTo(200);
        now.addAndGet(Duration.ofSeconds(20).toNanos());
        assertThat(ask("/api/v1/orders", DASHBOARD).getStatus()).isEqualTo(200);
        assertThat(ask("/api/v1/orders", DASHBOARD).getStatus()).isEqualTo(429);
    }

    @Test
    void openDoors_deliveries_andThisMachine_areNeverLimited() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(ask("/health", DASHBOARD).getStatus()).isEqualTo(200);
            assertThat(ask("/css/shopledger.css", DASHBOARD).getStatus()).isEqualTo(200);
            assertThat(ask("/webhooks/orders-create", null).getStatus()).isEqualTo(200);
            assertThat(ask("/api/v1/orders", Caller.ON_THIS_MACHINE).getStatus())
                    .isEqualTo(200);
        }
        assertThat(ask("/api/v1/orders", DASHBOARD).getStatus()).isEqualTo(200);
    }

    @Test
    void zero_isNoLimit() throws Exception {
        RateLimit none = new RateLimit("0");
        for (int i = 0; i < 50; i++) {
            assertThat(ask(none, "/api/v1/orders", DASHBOARD).getStatus()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "many", "1000001", "1.5"})
    void whatDoesNotDo_isNamed(String value) {
        assertThatThrownBy(() -> new RateLimit(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SHOPLEDGER_RATE_LIMIT is " + value);
    }

    @Test
    void manyWrongKeys_waitAtTheirAddress_whileAGoodOneIsLetIn() throws Exception {
        KnownKeys keys = new KnownKeys();
        keys.are(ONE_KEY);
        AccessFilter door = new AccessFilter(new Gate(keys, new PublicHosts(""), token -> null), new KeyGuesses(clock));
        for (int i = 0; i < KeyGuesses.A_MINUTE; i++) {
            assertThat(show(door, "wrong" + i, "203.0.113.9").getStatus()).isEqualTo(401);
        }
        MockHttpServletResponse refused = show(door, "wrong again", "203.0.113.9");
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("3");
        assertThat(refused.getContentAsString()).contains("urn:shopledger:problem:too-many-wrong-keys");
        assertThat(show(door, "good", "203.0.113.9").getStatus()).isEqualTo(200);
        assertThat(show(door, "wrong", "203.0.113.10").getStatus()).isEqualTo(401);
        now.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(show(door, "wrong", "203.0.113.9").getStatus()).isEqualTo(401);
    }

    private static MockHttpServletResponse show(AccessFilter door, String key, String address) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/orders");
        request.setRemoteAddr(address);
        request.addHeader("Host", "ledger.example");
        request.addHeader("Authorization", "Bearer " + key);
        MockHttpServletResponse response = new MockHttpServletResponse();
        door.doFilter(request, response, new MockFilterChain());
        return response;
    }

    private MockHttpServletResponse ask(String path, @Nullable Caller caller) throws Exception {
        return ask(limit, path, caller);
    }

    private static MockHttpServletResponse ask(RateLimit limit, String path, @Nullable Caller caller) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setUserPrincipal(caller);
        MockHttpServletResponse response = new MockHttpServletResponse();
        limit.doFilter(request, response, new MockFilterChain());
        return response;
    }
}
