package io.shopledger.shopify.store;

import io.shopledger.StoreId;
import io.shopledger.shopify.governor.Governor;
import io.shopledger.shopify.graphql.ParkedReason;
import io.shopledger.shopify.graphql.ShopifyFailure;
import io.shopledger.shopify.graphql.ShopifyFailure.Parked;
import io.shopledger.shopify.staging.PageFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tries a known store's token again: where Shopify was down when it was connected, or somebody has acted since it was parked.
 */
@Component
public class Verifying {
    private static final Logger LOG = LoggerFactory.getLogger(Verifying.class);

    /** Of the 90 days that Shopify gives. */
    private static final Duration WITHOUT_A_CALL = Duration.ofDays(30);

    private final StoreTable table;
    private final StoreTargets targets;
    private final TokenTrial trial;
    private final StoreNews news;
    private final Governor governor;
    private final TokenRenewal renewal;
    private final Clock clock;

    Verifying(
            StoreTable table,
            StoreTargets targets,
            TokenTrial trial,
            StoreNews news,
            Governor governor,
            TokenRenewal renewal,
            Clock clock) {
        this.table = table;
        this.targets = targets;
        this.trial = trial;
        this.news = news;
        this.governor = governor;
        this.renewal = renewal;
        this.clock = clock;
    }

    /** @return the stores of which it is not sure that they can be called */
    public List<StoreId> due() {
        return table.all().stream()
                .filter(row -> row.status() == StoreStatus.UNVERIFIED || row.status() == StoreStatus.PARKED)
                .map(StoreRow::id)
                .toList();
    }

    /** Tries each of them; one that fails holds no other back. */
    public void verifyDue() {
        for (StoreId store : due()) {
            try {
                if (verify(store)) {
                    LOG.info("Store {} can be called", store);
                }
            } catch (RuntimeException failure) {
                LOG.warn("Store {} could not be tried: {}", store, PageFailure.cause(failure));
            }
        }
    }

    /**
     * Renews the tokens of stores that nobody called for long, before nothing renews them any more: then the merchant would
     * have to grant access anew.
     */
    void renewBeforeItIsTooLate() {
        Instant soon = clock.instant().plus(WITHOUT_A_CALL);
        for (StoreRow row : table.all()) {
            Instant end = row.refreshExpiresAt();
            if (end == null || end.isAfter(soon) || row.status() == StoreStatus.DISCONNECTED) {
                continue;
            }
            try {
                renewal.renewed(row, table.find(row.id()).map(targets::token).orElse(null));
                LOG.info("The access of store {}, which would have ended at {}, was renewed", row.id(), end);
            } catch (RuntimeException failure) {
                LOG.warn(
                        "The access of store {} ends at {} and could not be renewed ({}). It is tried again each hour; in the"
                                + " end the merchant has to grant it anew: /api/v1/auth/oauth/authorize?shop={}",
                        row.id(),
                        end,
                        PageFailure.cause(failure),
                        row.domain());
            }
        }
    }

    /** @return whether the store can be called now; what was found is in its status */
    public boolean verify(StoreId store) {
        TokenTrial.Result result;
        try {
            result = trial.of(targets.of(store));
        } catch (Parked parked) {
            result = TokenTrial.Result.of(parked);
        } catch (ShopifyFailure down) {
            return false;
        }
        if (result.shop() != null) {
            table.verified(store, result.shop());
            result.tell(governor, store);
            news.connected(store, false);
            return true;
        }
        if (result.parked() != null
                && result.parked().reason != ParkedReason.NO_TOKEN
                && result.parked().reason != ParkedReason.DISCONNECTED) {
            table.status(store, StoreStatus.PARKED, result.parked().reason.code());
        }
        return false;
    }
}
