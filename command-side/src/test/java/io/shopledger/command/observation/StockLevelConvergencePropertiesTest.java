package io.shopledger.command.observation;

import static io.shopledger.command.order.OrderFacts.MONDAY_NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.Origin;
import io.shopledger.Via;
import io.shopledger.command.inventory.StockFacts;
import io.shopledger.command.inventory.StockLevels;
import io.shopledger.inventory.StockLevelCommand.ObserveStockLevel;
import io.shopledger.inventory.StockLevelCommand.ObserveStockLevelRemoval;
import io.shopledger.inventory.StockLevelEvent;
import io.shopledger.inventory.StockLevelFold;
import io.shopledger.inventory.StockLevelId;
import io.shopledger.inventory.StockLevelRecord;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class StockLevelConvergencePropertiesTest extends ConvergenceProperties<StockLevelRecord, StockLevelEvent> {
    private static final StockLevelId ID = StockFacts.LEVEL;

    private static final List<StockLevelRecord> CONTENTS =
            List.of(StockFacts.available(5L), StockFacts.available(0L), StockFacts.available(null));

    @Property(tries = TRIES)
    void stockedAgainAfterADisconnection_endsInADoubtThatOneReadSettles(@ForAll("stockedAgain") Arrival arrival) {
        OneEntity<StockLevelRecord, StockLevelEvent> level = entity();

        hear(level, arrival);

        level.isConsistent();
        assertThat(level.mark().removed()).isTrue();
        assertThat(level.mark().unsettled()).as("signs of life").isTrue();
        History alive =
                new History(arrival.history().states(), arrival.history().webhooks(), null);
        level.decide(lastRead(alive));
        endedInTheTruth(level, alive);
    }

    /** What happens after the disconnection is of a later second. */
    @Provide
    Arbitrary<Arrival> stockedAgain() {
        return Combinators.combine(histories(true), histories(false))
                .as((before, after) -> {
                    Duration later = Duration.between(
                                    MONDAY_NOON, before.truth().updatedAt())
                            .plusSeconds(1);
                    List<State> states = new ArrayList<>(before.states());
                    List<Observation> webhooks = new ArrayList<>(before.webhooks());
                    after.states()
                            .forEach(state -> states.add(new State(
                                    state.content(),
                                    state.updatedAt().plus(later),
                                    state.since().plus(later))));
                    after.webhooks().forEach(hook -> webhooks.add(shifted((ObserveStockLevel) hook, later)));
                    Instant gone = before.truth().updatedAt().plusMillis(900);
                    return new History(
                            states,
                            webhooks,
                            removal(
                                    "inventory_levels/disconnect",
                                    gone,
                                    new Origin(Via.WEBHOOK, "gone", gone, gone, null)));
                })
                .flatMap(history -> copies(history, 1, 2));
    }

    private Observation shifted(ObserveStockLevel hook, Duration later) {
        Instant updatedAt = Objects.requireNonNull(hook.updatedAt());
        Instant triggeredAt = Objects.requireNonNull(hook.triggeredAt());
        return seen(hook.record(), updatedAt.plus(later), triggeredAt.plus(later), hook.origin(), false);
    }

    @Override
    List<StockLevelRecord> contents() {
        return CONTENTS;
    }

    @Override
    OneEntity<StockLevelRecord, StockLevelEvent> entity() {
        return new OneEntity<>(ID, StockLevels::on, StockLevelFold::after);
    }

    @Override
    Seen<StockLevelRecord> seen(
            StockLevelRecord record,
            @Nullable Instant updatedAt,
            @Nullable Instant triggeredAt,
            Origin origin,
            boolean partial) {
        return new ObserveStockLevel(ID, record, updatedAt, triggeredAt, origin);
    }

    @Override
    Removal removal(String evidence, @Nullable Instant triggeredAt, Origin origin) {
        return new ObserveStockLevelRemoval(ID, evidence, triggeredAt, origin);
    }
}
