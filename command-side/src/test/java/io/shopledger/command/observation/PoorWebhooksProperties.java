package io.shopledger.command.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.CanonicalRecord;
import io.shopledger.Origin;
import io.shopledger.Via;
import io.shopledger.observation.Observation;
import io.shopledger.observation.ObservedEvent;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The law of convergence for what webhooks tell in part only, and reads in full. */
abstract class PoorWebhooksProperties<R extends Record & CanonicalRecord<R>, E extends ObservedEvent>
        extends ConvergenceProperties<R, E> {

    /** @return the fields that no webhook tells; the three contents differ in these as in others */
    abstract Set<String> untoldByWebhooks();

    /** Webhooks as often and late as may be, reads of every state sent when it was so, answered whenever: all come. */
    @Property(tries = TRIES)
    void poorWebhooksAndReadsOfEveryState_endInTheTruthOrInADoubtThatOneReadSettles(
            @ForAll("readsAmongPoorWebhooks") Arrival arrival) {
        OneEntity<R, E> entity = entity();

        arrival.arriving().forEach(entity::decide);

        entity.isConsistent();
        State truth = arrival.history().truth();
        if (arrival.history().deletion() != null) {
            assertThat(entity.mark().removed()).isTrue();
        } else if (!entity.mark().unsettled()) {
            assertThat(content(entity.known())).isEqualTo(content(contents().get(truth.content())));
        }
        entity.decide(lastRead(arrival.history()));
        endedInTheTruth(entity, arrival.history());
    }

    @Provide
    Arbitrary<Arrival> readsAmongPoorWebhooks() {
        return histories(true)
                .flatMap(history -> Combinators.combine(
                                copies(history, 1, 2),
                                Arbitraries.integers()
                                        .between(1, 3000)
                                        .list()
                                        .ofSize(history.webhooks().size() + 1),
                                Arbitraries.randoms())
                        .as((arrival, delays, shuffling) -> {
                            List<Observation> all = new ArrayList<>();
                            for (Observation sent : arrival.arriving()) {
                                int delay = delays.get(1 + history.webhooks().indexOf(sent));
                                Instant sentOff = Objects.requireNonNull(sent.triggeredAt());
                                all.add(heardAt(poor(sent), sentOff.plusMillis(delay)));
                            }
                            for (State state : history.states()) {
                                Instant asked = state.since().plusMillis(shuffling.nextInt(9));
                                all.add(seen(
                                        arriving(contents().get(state.content()), 997),
                                        state.updatedAt(),
                                        null,
                                        new Origin(Via.SYNC, "page", state.updatedAt(), asked, null),
                                        false));
                            }
                            Collections.shuffle(all, shuffling);
                            return new Arrival(history, all);
                        }));
    }

    @SuppressWarnings("unchecked")
    private Observation poor(Observation sent) {
        if (sent instanceof Removal) {
            return sent;
        }
        R whole = ((Seen<R>) sent).record();
        Set<String> told = whole.fields().entityFields().stream()
                .filter(field -> !untoldByWebhooks().contains(field))
                .collect(Collectors.toSet());
        return seen(whole.only(told), sent.updatedAt(), sent.triggeredAt(), sent.origin(), false);
    }
}
