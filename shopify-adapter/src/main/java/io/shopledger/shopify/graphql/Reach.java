package io.shopledger.shopify.graphql;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Which stores' calls get no answer from Shopify, as part {@code shopify} of {@code /health}: a matter of degree, as all that is
 * known goes on being answered. It is logged when it begins and when it ends, not for each call.
 */
@Component("shopifyHealthIndicator")
class Reach implements HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(Reach.class);
    /** One that is lost now and then is repeated, and nobody has to know. */
    private static final int IN_A_ROW = 3;

    private final Map<String, Silence> silent = new ConcurrentHashMap<>();
    private final Clock clock;

    Reach(Clock clock) {
        this.clock = clock;
    }

    private record Silence(Instant since, int calls) {}

    void answered(String domain) {
        Silence silence = silent.isEmpty() ? null : silent.remove(domain);
        if (silence != null && silence.calls() >= IN_A_ROW) {
            LOG.info("Shopify answers again for {}", domain);
        }
    }

    void silent(String domain) {
        Silence silence = silent.merge(
                domain, new Silence(clock.instant(), 1), (known, one) -> new Silence(known.since(), known.calls() + 1));
        if (silence.calls() == IN_A_ROW) {
            LOG.warn(
                    "Shopify does not answer for {} since {}; what waits for it is tried again",
                    domain,
                    silence.since());
        }
    }

    @Override
    public Health health() {
        Map<String, Object> since = new TreeMap<>();
        silent.forEach((domain, silence) -> {
            if (silence.calls() >= IN_A_ROW) {
                since.put(domain, silence.since().toString());
            }
        });
        return since.isEmpty()
                ? Health.up().build()
                : Health.status(new Status("DEGRADED"))
                        .withDetail("reason", "Shopify does not answer; what waits for it is tried again")
                        .withDetail("silent_since", since)
                        .build();
    }
}
