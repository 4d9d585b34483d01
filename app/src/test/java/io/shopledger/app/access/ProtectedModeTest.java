package io.shopledger.app.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.app.CannotRun;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class ProtectedModeTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1", "localhost"})
    void loopback_isAllowed(String address) {
        assertThatCode(() -> start("server.address", address, false)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void anAddressOthersReach_isRefused_untilThereIsAKey(String address) {
        assertThatThrownBy(() -> start("server.address", address, false))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining(address)
                .hasMessageContaining("keys create --role=admin");
        assertThatCode(() -> start("server.address", address, true)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void believingAProxy_isRefused(boolean withKeys) {
        assertThatThrownBy(() -> start("server.tomcat.remoteip.remote-ip-header", "X-Forwarded-For", withKeys))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining("server.tomcat.remoteip");
    }

    @Test
    void aSecondPort_isRefused() {
        assertThatCode(() -> start("server.port", "8010", false)).doesNotThrowAnyException();
        assertThatThrownBy(() -> start("management.server.port", "9090", false))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining("management.server.port=9090");
    }

    private static void start(String property, String value, boolean withKeys) {
        KnownKeys keys = new KnownKeys();
        keys.are(withKeys ? Map.of("00", new ApiKey(1, "one", KeyRole.READER, Instant.EPOCH, null)) : Map.of());
        new ProtectedStart(new MockEnvironment().withProperty(property, value), keys);
    }
}
