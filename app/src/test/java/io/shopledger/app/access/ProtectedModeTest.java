package io.shopledger.app.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.app.CannotRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class ProtectedModeTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1", "localhost"})
    void loopback_isAllowed(String address) {
        assertThatCode(() -> ProtectedMode.refuseUnlessLoopback(address)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void anAddressOthersReach_isRefused(String address) {
        assertThatThrownBy(() -> ProtectedMode.refuseUnlessLoopback(address))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining(address)
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void believingAProxy_isRefused() {
        assertThatThrownBy(() -> new ProtectedStart(new MockEnvironment()
                        .withProperty("server.tomcat.remoteip.remote-ip-header", "X-Forwarded-For")))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining("server.tomcat.remoteip");
    }

    @Test
    void aSecondPort_isRefused() {
        assertThatCode(() -> new ProtectedStart(new MockEnvironment().withProperty("server.port", "8010")))
                .doesNotThrowAnyException();
        assertThatThrownBy(
                        () -> new ProtectedStart(new MockEnvironment().withProperty("management.server.port", "9090")))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining("management.server.port=9090");
        assertThatThrownBy(() -> new ProtectedStart(new MockEnvironment().withProperty("server.address", "0.0.0.0")))
                .isInstanceOf(CannotRun.class);
    }
}
