package io.shopledger.app.access;

import io.shopledger.app.CannotRun;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Refuses settings that would lead around {@link AccessFilter}: an address for others while there are no keys, a second port, believed proxy headers. */
@Component
class ProtectedStart {
    private static final List<String> BELIEF =
            List.of("server.tomcat.remoteip.remote-ip-header", "server.tomcat.remoteip.protocol-header");

    /** @param watch because it has made the keys known */
    @Autowired
    ProtectedStart(Environment environment, KnownKeys keys, KeyWatch watch) {
        this(environment, keys);
    }

    ProtectedStart(Environment environment, KnownKeys keys) {
        String address = environment.getProperty("server.address", "127.0.0.1");
        if (!keys.any() && !ProtectedMode.isLoopback(address)) {
            throw ProtectedMode.noKeys(address);
        }
        String second = environment.getProperty("management.server.port");
        if (second != null && !second.equals(environment.getProperty("server.port"))) {
            throw new CannotRun(
                    "management.server.port=%s would open a second, unprotected port. Leave it out: /health and"
                                    .formatted(second)
                            + " /metrics answer on the service's own port.");
        }
        boolean believes = BELIEF.stream().anyMatch(environment::containsProperty)
                || !environment
                        .getProperty("server.forward-headers-strategy", "none")
                        .equalsIgnoreCase("none");
        if (believes) {
            throw new CannotRun("A proxy's headers are never believed. Leave out server.tomcat.remoteip.*"
                    + " and server.forward-headers-strategy.");
        }
    }
}
