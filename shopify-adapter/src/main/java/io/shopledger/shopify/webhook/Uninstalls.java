package io.shopledger.shopify.webhook;

import io.shopledger.StoreId;
import io.shopledger.observation.Decision;
import io.shopledger.shopify.store.Connecting;
import io.shopledger.webhook.Outcome;
import org.springframework.stereotype.Component;

/**
 * Ends an installation when Shopify tells of it. It is done before the delivery is settled: whoever is killed in between
 * does it again, and the second time changes nothing.
 */
@Component
class Uninstalls {
    private final Connecting connecting;

    Uninstalls(Connecting connecting) {
        this.connecting = connecting;
    }

    /** @return the reading as it is to be settled */
    Reading act(Reading reading) {
        if (!(reading instanceof Reading.Uninstalled told)) {
            return reading;
        }
        WaitingDelivery delivery = told.delivery();
        String reason = connecting
                .uninstalled(new StoreId(delivery.store()), told.shopId(), told.domain(), delivery.triggeredAt())
                .reason();
        return new Reading.Settled(delivery, new Decision(Outcome.HANDLED, reason));
    }
}
