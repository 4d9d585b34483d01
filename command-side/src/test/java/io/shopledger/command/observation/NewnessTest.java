package io.shopledger.command.observation;

import static io.shopledger.command.observation.Newness.FIRST;
import static io.shopledger.command.observation.Newness.KNOWN;
import static io.shopledger.command.observation.Newness.NEWS;
import static io.shopledger.command.observation.Newness.REMOVED;
import static io.shopledger.command.observation.Newness.RETURNED;
import static io.shopledger.command.observation.Newness.SAME_LATER;
import static io.shopledger.command.observation.Newness.STALE;
import static io.shopledger.command.observation.Newness.UNSETTLED_NEWS;
import static io.shopledger.command.observation.Newness.UNSETTLED_STALE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.shopledger.Origin;
import io.shopledger.Via;
import io.shopledger.command.order.OrderFacts;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderCommand.ObserveOrderRemoval;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which of two observations is newer. Times are seconds after noon, Shopify's as ours; A and B are what was seen. */
class NewnessTest {
    private static final byte[] A = {1};
    private static final byte[] B = {2};
    private static final Double NONE = null;

    static Stream<Arguments> situations() {
        return Stream.of(
                arguments("never heard of", null, webhook(A, 1, 1.1, 2), FIRST),
                // Another updated_at: the later one wins, and nothing else counts.
                arguments("other content, later", knownBy(webhook(A, 1, 1.1, 2)), webhook(B, 2, 2.1, 3), NEWS),
                arguments(
                        "other content, later, heard before",
                        knownBy(webhook(A, 1, 1.1, 9)),
                        webhook(B, 2, 2.1, 3),
                        NEWS),
                arguments("other content, earlier", knownBy(webhook(A, 3, 3.1, 4)), webhook(B, 2, 2.1, 9), STALE),
                arguments("same content, later", knownBy(webhook(A, 1, 1.1, 2)), webhook(A, 3, 3.1, 4), SAME_LATER),
                arguments("same content, earlier", knownBy(webhook(A, 3, 3.1, 4)), webhook(A, 1, 1.1, 9), STALE),
                arguments("read of an earlier state", knownBy(webhook(A, 3, 3.1, 4)), read(B, 2, 9), STALE),
                arguments("read of a later state", knownBy(webhook(A, 1, 1.1, 4)), read(B, 2, 3), NEWS),
                arguments("without a time, against one with", knownBy(webhook(A, 1, 1.1, 2)), timeless(B, 9), STALE),
                arguments("with a time, against one without", knownBy(timeless(A, 2)), webhook(B, 1, 1.1, 3), NEWS),
                // A at 1 and A at 3, then B of 2 arrives late.
                arguments("late one between two equal", knownBy(webhook(A, 3, 3.1, 4)), webhook(B, 2, 2.1, 5), STALE),
                // The same updated_at, the same content.
                arguments("the same again", knownBy(webhook(A, 1, 1.1, 2)), webhook(A, 1, 1.1, 3), KNOWN),
                arguments(
                        "the same, sent off later", knownBy(webhook(A, 1, 1.1, 2)), webhook(A, 1, 1.3, 3), SAME_LATER),
                arguments("the same, sent off earlier", knownBy(webhook(A, 1, 1.3, 2)), webhook(A, 1, 1.1, 3), KNOWN),
                arguments("the same, by a read", knownBy(webhook(A, 1, 1.1, 2)), read(A, 1, 3), KNOWN),
                arguments("the same, read in a doubt", inDoubt(webhook(A, 1, 1.1, 2)), read(A, 1, 3), SAME_LATER),
                arguments("the same, read before the doubt", inDoubt(webhook(A, 1, 1.1, 2)), read(A, 1, 1.5), KNOWN),
                // The same updated_at, other content: webhooks by when they were sent off.
                arguments("sent off later", knownBy(webhook(A, 1, 1.1, 2)), webhook(B, 1, 1.3, 3), UNSETTLED_NEWS),
                arguments("sent off earlier", knownBy(webhook(A, 1, 1.3, 2)), webhook(B, 1, 1.1, 3), UNSETTLED_STALE),
                arguments("sent off at once", knownBy(webhook(A, 1, 1.1, 2)), webhook(B, 1, 1.1, 3), UNSETTLED_NEWS),
                arguments(
                        "sent off unknown when",
                        knownBy(webhook(A, 1, 1.1, 2)),
                        webhook(B, 1, NONE, 3),
                        UNSETTLED_NEWS),
                arguments("known unknown when", knownBy(webhook(A, 1, NONE, 2)), webhook(B, 1, 1.1, 3), UNSETTLED_NEWS),
                arguments("both unknown when", knownBy(webhook(A, 1, NONE, 2)), webhook(B, 1, NONE, 3), UNSETTLED_NEWS),
                // The same updated_at, other content: reads by when they were sent.
                arguments("read after all", knownBy(webhook(A, 1, 1.1, 2)), read(B, 1, 3), NEWS),
                arguments("read after a read", knownBy(read(A, 1, 2)), read(B, 1, 3), NEWS),
                arguments("read sent before", knownBy(webhook(A, 1, 1.1, 4)), read(B, 1, 3), UNSETTLED_STALE),
                arguments("webhook before a read", knownBy(read(A, 1, 3)), webhook(B, 1, 1.1, 2), STALE),
                arguments("webhook after a read", knownBy(read(A, 1, 3)), webhook(B, 1, 1.1, 4), UNSETTLED_NEWS),
                // A webhook that says what a read has said is the newest, and keeps when the read was sent.
                arguments(
                        "before a read that was told again, sent off later",
                        toldAgain(read(A, 1, 3), webhook(A, 1, 1.1, 4)),
                        webhook(B, 1, 1.3, 2),
                        UNSETTLED_NEWS),
                arguments(
                        "before a read that was told again, sent off unknown when",
                        toldAgain(read(A, 1, 3), webhook(A, 1, 1.1, 4)),
                        webhook(B, 1, NONE, 2),
                        STALE),
                arguments(
                        "before who told what the newest does not tell",
                        poorAfter(webhook(A, 1, 1.3, 2), webhook(A, 1, NONE, 3)),
                        webhook(B, 1, 1.1, 4),
                        STALE),
                arguments(
                        "after who told what the newest does not tell",
                        poorAfter(webhook(A, 1, 1.1, 2), webhook(A, 1, NONE, 3)),
                        webhook(B, 1, 1.3, 4),
                        UNSETTLED_NEWS),
                // Removed.
                arguments("webhook after the removal", removedAt(5), webhook(A, 9, 9.1, 9), REMOVED),
                arguments("read sent before the removal", removedAt(5), read(A, 9, 4), REMOVED),
                arguments("read sent as it was removed", removedAt(5), read(A, 9, 5), REMOVED),
                arguments("read sent after the removal", removedAt(5), read(A, 1, 6), RETURNED),
                arguments("read of a tombstone", tombstoneAt(5), read(A, 1, 6), RETURNED),
                arguments("webhook of a tombstone", tombstoneAt(5), webhook(A, 9, 9.1, 9), REMOVED));
    }

    @ParameterizedTest(name = "{0} is {3}")
    @MethodSource("situations")
    void situation_isJudged(String situation, @Nullable Watermark known, Seen seen, Newness expected) {
        assertThat(Newness.of(known, seen.order(), seen.content())).isEqualTo(expected);
    }

    private record Seen(ObserveOrder order, byte[] content) {}

    private static Seen webhook(byte[] content, double updatedAt, @Nullable Double sentOff, double heardAt) {
        return seen(content, Via.WEBHOOK, at(updatedAt), sentOff == null ? null : at(sentOff), heardAt);
    }

    private static Seen read(byte[] content, double updatedAt, double sentAt) {
        return seen(content, Via.SYNC, at(updatedAt), null, sentAt);
    }

    private static Seen timeless(byte[] content, double heardAt) {
        return seen(content, Via.WEBHOOK, null, null, heardAt);
    }

    private static Seen seen(
            byte[] content, Via via, @Nullable Instant updatedAt, @Nullable Instant sentOff, double heardAt) {
        Origin origin = new Origin(via, "some-id", at(0), at(heardAt), null);
        return new Seen(new ObserveOrder(OrderFacts.ID, OrderFacts.PENDING, updatedAt, sentOff, origin), content);
    }

    private static Watermark knownBy(Seen seen) {
        return Watermark.of(seen.order(), null, seen.content(), 0, false);
    }

    private static Watermark toldAgain(Seen before, Seen again) {
        return knownBy(again).following(knownBy(before), true);
    }

    /** The newest tells less than the one before it did. */
    private static Watermark poorAfter(Seen before, Seen poor) {
        Watermark of = knownBy(poor);
        return new Watermark(
                of.stream(),
                of.updatedAt(),
                of.triggeredAt(),
                of.readSentAt(),
                of.heardAt(),
                of.fingerprint(),
                of.sequence(),
                null,
                false,
                new Untold(Map.of("note", Told.by(before.order()))),
                of.alike());
    }

    private static Watermark inDoubt(Seen seen) {
        return knownBy(seen).unsettledNow();
    }

    private static Watermark removedAt(double heardAt) {
        return Watermark.removed(removal(heardAt), A, 1);
    }

    private static Watermark tombstoneAt(double heardAt) {
        return Watermark.removed(removal(heardAt), new byte[0], Watermark.NO_EVENTS);
    }

    private static ObserveOrderRemoval removal(double heardAt) {
        return new ObserveOrderRemoval(
                OrderFacts.ID, "orders/delete", at(heardAt), new Origin(Via.WEBHOOK, "gone", at(0), at(heardAt), null));
    }

    private static Instant at(double secondsAfterNoon) {
        return OrderFacts.MONDAY_NOON.plusMillis(Math.round(secondsAfterNoon * 1000));
    }
}
