package io.shopledger.shopify.webhook;

import io.shopledger.StoreId;
import io.shopledger.observation.Decision;
import io.shopledger.shopify.privacy.Demands;
import io.shopledger.shopify.privacy.Strangers;
import io.shopledger.shopify.store.Connecting;
import io.shopledger.webhook.Outcome;
import org.springframework.stereotype.Component;

/**
 * Does what a delivery is about where that is no entity: ends an installation, takes a demand concerning personal data. It is
 * done before the delivery is settled: whoever is killed in between does it again, and the second time changes nothing.
 */
@Component
class Acting {
    private final Connecting connecting;
    private final Demands demands;
    private final Strangers strangers;

    Acting(Connecting connecting, Demands demands, Strangers strangers) {
        this.connecting = connecting;
        this.demands = demands;
        this.strangers = strangers;
    }

    /** @return the reading as it is to be settled */
    Reading act(Reading reading) {
        WaitingDelivery delivery = reading.delivery();
        if (reading instanceof Reading.Uninstalled told) {
            return handled(
                    delivery,
                    connecting
                            .uninstalled(
                                    new StoreId(delivery.store()), told.shopId(), told.domain(), delivery.triggeredAt())
                            .reason());
        }
        if (reading instanceof Reading.Demanded demanded) {
            return handled(delivery, demands.take(delivery.id(), demanded.heard(), demanded.demand()));
        }
        if (reading instanceof Reading.DemandedByAStranger demanded) {
            strangers.forget(demanded.domain(), demanded.demand());
            return handled(delivery, "not-connected");
        }
        return reading;
    }

    private static Reading handled(WaitingDelivery delivery, String reason) {
        return new Reading.Settled(delivery, new Decision(Outcome.HANDLED, reason));
    }
}
