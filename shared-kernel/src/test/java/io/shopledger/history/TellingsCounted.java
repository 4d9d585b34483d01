package io.shopledger.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.Sealed;
import io.shopledger.history.TrueEntity.State;
import io.shopledger.observation.Hint;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Redaction;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Counts how things come to be told or not, by what is decided on and in which order. */
final class TellingsCounted {
    private final Counts counts;

    TellingsCounted(Counts counts) {
        this.counts = counts;
    }

    void of(TrueEntity<?> entity, List<Observation> observations) {
        Set<Object> contents = new HashSet<>();
        boolean seenBefore = false;
        boolean demanded = false;
        Instant latestSentOff = Instant.MIN;
        for (int i = 0; i < observations.size(); i++) {
            Observation one = observations.get(i);
            how(one);
            if (one instanceof Redaction) {
                counts.count(entity.kind == StoreKind.ORDER ? "order demanded" : "customer demanded");
                counts.countIf(demanded, "demanded twice");
                counts.countIf(!seenBefore, "demanded before it was heard of");
                counts.countIf(
                        !entity.at(Objects.requireNonNull(one.triggeredAt())).alive(), "demanded when it was gone");
                demanded = true;
            } else if (one instanceof Seen<?> seen) {
                told(entity, seen);
                redacted(seen, demanded);
                seenBefore = true;
                if (!one.isRead() && one.triggeredAt() != null) {
                    counts.countIf(!contents.add(one.triggeredAt()), "webhook that comes twice");
                    counts.countIf(one.triggeredAt().isBefore(latestSentOff), "webhook out of turn");
                    latestSentOff = one.triggeredAt().isAfter(latestSentOff) ? one.triggeredAt() : latestSentOff;
                } else if (one.isRead()) {
                    overtaken(one, observations.subList(0, i));
                }
            }
        }
        for (State<?> state : entity.states) {
            counts.countIf(
                    state.alive()
                            && observations.stream()
                                    .noneMatch(one -> !one.isRead()
                                            && one.triggeredAt() != null
                                            && !one.triggeredAt().isBefore(state.since())
                                            && one.triggeredAt()
                                                    .isBefore(state.since().plusMillis(5))),
                    "webhook that is lost");
        }
    }

    private void how(Observation one) {
        String by = one.origin().id();
        counts.countIf(one instanceof Hint, "hint");
        counts.countIf(one instanceof Removal && one.isRead(), "read that finds nothing");
        counts.countIf(by.startsWith("sync-"), "last sync");
        if (one instanceof Seen<?>) {
            counts.countIf(by.startsWith("webhook-"), "webhook");
            counts.countIf(by.startsWith("page-"), "page of a sweep");
            counts.countIf(by.startsWith("read-"), "read by id");
            counts.countIf(by.startsWith("bulk-"), "row of a bulk file");
        }
    }

    private void told(TrueEntity<?> entity, Seen<?> seen) {
        Set<String> tells = seen.isRead() ? entity.kind.toldByReads() : entity.kind.toldByWebhooks();
        boolean withheld = tells.stream().anyMatch(field -> !seen.record().knows(field));
        counts.countIf(seen.partial(), "part only");
        assertThat(seen.record().fields().entityFields().stream().filter(seen.record()::knows))
                .as("what its source tells of %s", seen.stream())
                .isSubsetOf(tells);
        if (seen.isRead()) {
            counts.countIf(withheld, "withheld by a read");
            State<?> then = entity.at(seen.origin().heardAt());
            counts.countIf(
                    then != null
                            && !then.updatedAt().equals(seen.updatedAt())
                            && then.updatedAt().isAfter(Objects.requireNonNull(seen.updatedAt())),
                    "read of what is no longer so");
        } else {
            Instant sentOff = seen.triggeredAt();
            counts.countIf(withheld && !seen.partial(), "withheld by a webhook");
            counts.countIf(sentOff == null, "webhook without the time it was sent off");
            if (sentOff != null) {
                counts.countIf(seen.origin().heardAt().isAfter(sentOff.plusSeconds(3_600)), "webhook of an hour ago");
                counts.countIf(
                        entity.states.stream()
                                .anyMatch(state -> state.since().isAfter(sentOff)
                                        && state.updatedAt().equals(seen.updatedAt())
                                        && !state.updatedAt()
                                                .equals(Objects.requireNonNull(entity.at(sentOff))
                                                        .updatedAt())),
                        "webhook merged with the next");
            }
        }
    }

    private void redacted(Seen<?> seen, boolean demanded) {
        for (String field : seen.record().fields().entityFields()) {
            if (seen.record().get(field) instanceof Sealed part) {
                boolean forgotten = part.equals(Sealed.REDACTED);
                counts.countIf(forgotten, seen.isRead() ? "redacted page or row or read" : "redacted webhook");
                counts.countIf(!forgotten && demanded, "sealed before the demand, decided after");
            }
        }
    }

    /** A webhook that was heard after the read was sent is decided on before it. */
    private void overtaken(Observation read, List<Observation> before) {
        boolean overtaken = before.stream()
                .anyMatch(one -> one instanceof Seen<?>
                        && !one.isRead()
                        && one.origin().heardAt().isAfter(read.origin().heardAt()));
        counts.countIf(overtaken && read.origin().id().startsWith("page-"), "sweep that a webhook overtakes");
        counts.countIf(overtaken && read.origin().id().startsWith("bulk-"), "bulk file that a webhook overtakes");
    }
}
