package io.shopledger.shopify.webhook;

import io.shopledger.webhook.SubscriptionWatch;
import io.shopledger.webhook.SubscriptionWatch.Watched;
import io.shopledger.work.WorkReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The topics that are wanted, those first with which something is the matter. */
@Component
class SubscriptionWork implements WorkReport {
    private static final int MOST = 50;

    private final SubscriptionWatch watch;

    SubscriptionWork(SubscriptionWatch watch) {
        this.watch = watch;
    }

    @Override
    public List<Table> tables() {
        return List.of(new Table(
                "Subscriptions",
                "Topics that are to come from Shopify; drifted and silent ones first.",
                List.of("Topic", "Of store", "State", "In force since, UTC", "Last delivery, UTC"),
                watch.all().stream()
                        .sorted(Comparator.comparing(one -> !one.state().isAlarming()))
                        .limit(MOST)
                        .map(SubscriptionWork::row)
                        .toList()));
    }

    private static List<String> row(Watched one) {
        return List.of(
                one.topic(),
                one.store().toString(),
                one.inWords(),
                moment(one.inForceSince()),
                moment(one.lastDelivery()));
    }

    private static String moment(@Nullable Instant at) {
        return at == null
                ? "–"
                : at.truncatedTo(ChronoUnit.SECONDS)
                        .toString()
                        .replace('T', ' ')
                        .replace("Z", "");
    }
}
