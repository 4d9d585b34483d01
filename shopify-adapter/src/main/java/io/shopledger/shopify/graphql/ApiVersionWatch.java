package io.shopledger.shopify.graphql;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Compares the version asked for with the one that answered: a version that is gone is answered by the oldest one alive,
 * without a word. See <a href="https://shopify.dev/docs/api/usage/versioning">versioning</a>.
 */
@Component
class ApiVersionWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ApiVersionWatch.class);
    private static final int REMEMBERED = 1_000;

    private final ShopifySettings settings;
    private final MeterRegistry meters;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    ApiVersionWatch(ShopifySettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
    }

    /** Counts each difference, and logs it once. */
    void saw(@Nullable String answered, @Nullable String deprecated, String document) {
        if (answered != null && !answered.equals(settings.version())) {
            meters.counter("shopledger.shopify.other.version", "answered", answered)
                    .increment();
            if (isNews("version " + answered)) {
                LOG.warn(
                        "Shopify answered with version {} of its API, not {}: the one asked for may be gone",
                        answered,
                        settings.version());
            }
        }
        if (deprecated != null) {
            meters.counter("shopledger.shopify.deprecated", "document", document)
                    .increment();
            if (isNews("deprecated " + document)) {
                LOG.warn("Shopify says that {} uses something about to go: {}", document, deprecated);
            }
        }
    }

    private boolean isNews(String what) {
        return said.size() < REMEMBERED && said.add(what);
    }
}
