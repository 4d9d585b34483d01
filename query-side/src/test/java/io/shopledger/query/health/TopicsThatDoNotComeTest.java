package io.shopledger.query.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.StoreId;
import io.shopledger.query.QuerySide;
import io.shopledger.query.TopicsInMemory;
import io.shopledger.webhook.SubscriptionWatch.State;
import io.shopledger.webhook.SubscriptionWatch.Watched;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is said where a topic is silent or its subscription gone. */
class TopicsThatDoNotComeTest extends QuerySide {
    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");

    @Autowired
    private TopicsInMemory topics;

    @AfterEach
    void nothingWanted() {
        topics.all.clear();
    }

    @Test
    void silentAndDriftedTopics_degradeTheHealth_byName_andAreCounted() throws Exception {
        watched("orders/paid", State.IN_FORCE, null, null);
        watched("products/update", State.UNCHECKED, null, null);
        assertThat(json("/health").at("/components/webhooks/status").asString()).isEqualTo("UP");
        watched("orders/create", State.SILENT, null, null);
        watched("customers/update", State.DRIFTED, "missing", "Not approved");
        var health = json("/health").at("/components/webhooks");
        assertThat(health.get("status").asString()).isEqualTo("DEGRADED");
        assertThat(health.get("details").propertyNames())
                .containsExactlyInAnyOrder("store 7 orders/create", "store 7 customers/update");
        assertThat(health.at("/details/store 7 orders~1create").asString()).isEqualTo("silent since " + MONDAY);
        assertThat(health.at("/details/store 7 customers~1update").asString())
                .isEqualTo("missing, last in force " + MONDAY + "; Shopify refuses it: Not approved");
        assertThat(get("/metrics").body())
                .contains("shopledger_webhooks_silent_topics 1.0", "shopledger_webhooks_drifted_topics 1.0");
    }

    private void watched(String topic, State state, @Nullable String drift, @Nullable String refusal) {
        topics.all.add(new Watched(
                new StoreId(7),
                topic,
                "https://ledger.example/webhooks",
                MONDAY,
                MONDAY,
                MONDAY,
                MONDAY,
                Duration.ofHours(6),
                state,
                drift,
                refusal));
    }
}
