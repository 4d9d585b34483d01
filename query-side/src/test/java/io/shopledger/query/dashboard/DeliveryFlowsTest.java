package io.shopledger.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.webhook.DeliveryLedger;
import io.shopledger.webhook.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which topics the overview shows, and which it folds away. */
class DeliveryFlowsTest {

    @Test
    void theTopicsWithTheMost_andThoseWithDeadOnes_areShown_theRestIsFolded() {
        List<DeliveryLedger.Row> ledger = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            ledger.add(new DeliveryLedger.Row("topic/" + i, i, Map.of(Outcome.APPLIED, (long) i)));
        }
        ledger.set(0, new DeliveryLedger.Row("topic/1", 1, Map.of(Outcome.DEAD, 1L)));
        DeliveryFlows flows = DeliveryFlows.of(ledger);
        assertThat(flows.busy())
                .extracting(DeliveryFlows.Flow::topic)
                .containsExactly("topic/1", "topic/5", "topic/6", "topic/7", "topic/8", "topic/9");
        assertThat(flows.quiet())
                .extracting(DeliveryFlows.Flow::topic)
                .containsExactly("topic/2", "topic/3", "topic/4");
        assertThat(flows.quietly()).isEqualTo("3 more topics, 9 deliveries");
    }

    @Test
    void fewTopics_areAllShown() {
        DeliveryFlows flows =
                DeliveryFlows.of(List.of(new DeliveryLedger.Row("orders/updated", 7, Map.of(Outcome.APPLIED, 7L))));
        assertThat(flows.busy()).hasSize(1);
        assertThat(flows.quiet()).isEmpty();
    }
}
