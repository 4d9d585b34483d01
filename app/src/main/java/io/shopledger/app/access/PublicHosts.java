package io.shopledger.app.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The names under which this service is called from elsewhere: {@code SHOPLEDGER_PUBLIC_HOSTS}, with commas; none for any. */
@Component
class PublicHosts {
    private final Set<String> names;

    @Autowired
    PublicHosts(Environment environment) {
        this(environment.getProperty("SHOPLEDGER_PUBLIC_HOSTS"));
    }

    PublicHosts(@Nullable String listed) {
        names = listed == null
                ? Set.of()
                : Arrays.stream(listed.split(","))
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** @param host as in the header, with or without a port */
    boolean know(@Nullable String host) {
        if (names.isEmpty() || Loopback.isHost(host)) {
            return true;
        }
        if (host == null) {
            return false;
        }
        String lower = host.toLowerCase(Locale.ROOT);
        return names.contains(lower) || names.contains(lower.replaceFirst(":\\d{1,5}$", ""));
    }
}
