package io.shopledger.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SealHashTest {
    /** Calculated apart from this code, from the words of SealHash's description. */
    private static final String GOLDEN_FIRST = "f22be5340d6d0d115bacab629b831e29e18a34cc118790dd0709325808fa404e";

    private static final String GOLDEN_SECOND = "3e80d6eb1248a4b97bb86e8b08c00563d0bf21039427ba7212bfd46c776aa0c3";

    private static final Sealable PLACED = new Sealable(
            "order/7/450789469",
            0,
            "event-1",
            "Order",
            "order.OrderPlaced",
            "1",
            "2026-10-05T08:00:00Z",
            "{\"größe\":1}",
            "{}");
    private static final Sealable PAID = new Sealable(
            "order/7/450789469", 1, "event-2", null, "order.OrderPaid", null, "2026-10-05T09:00:00Z", "{}", "{}");

    private static final Instant SEALED_AT = Instant.parse("2026-10-05T08:00:01.000250Z");

    private record Sealable(
            String stream,
            long sequence,
            String eventId,
            @Nullable String aggregate,
            String type,
            @Nullable String revision,
            String timestamp,
            String payload,
            String metadata) {}

    @Test
    void firstSealAndTheOneAfterIt_haveTheirGoldenValues() {
        byte[] first = hash(SealHash.BEGINNING, 1, List.of(PLACED));
        byte[] second = hash(first, 2, List.of(PAID));

        assertThat(HexFormat.of().formatHex(first)).isEqualTo(GOLDEN_FIRST);
        assertThat(HexFormat.of().formatHex(second)).isEqualTo(GOLDEN_SECOND);
    }

    @Test
    void otherPlaceInTheChain_isAnotherHash() {
        byte[] first = hash(SealHash.BEGINNING, 1, List.of(PLACED));

        assertThat(hash(SealHash.BEGINNING, 2, List.of(PLACED))).isNotEqualTo(first);
        assertThat(hash(first, 1, List.of(PLACED))).isNotEqualTo(first);
    }

    /** Few letters and short texts, so that many pairs differ only in where one part ends and the next begins. */
    @Property
    void appendsThatDiffer_haveDifferentHashes(
            @ForAll("appends") List<Sealable> one, @ForAll("appends") List<Sealable> other) {
        assertThat(java.util.Arrays.equals(hash(SealHash.BEGINNING, 1, one), hash(SealHash.BEGINNING, 1, other)))
                .isEqualTo(one.equals(other));
    }

    @Property
    void textMovedFromOnePartToTheNext_isAnotherHash(@ForAll("words") String text, @ForAll("words") String moved) {
        byte[] before = hash(SealHash.BEGINNING, 1, List.of(types(text + moved, text)));
        byte[] after = hash(SealHash.BEGINNING, 1, List.of(types(text, moved + text)));

        assertThat(before).isNotEqualTo(after);
    }

    @Test
    void sealedAtAnotherMicrosecond_isAnotherHash() {
        byte[] one = hash(SealHash.BEGINNING, 1, List.of(PLACED));

        assertThat(hash(SealHash.BEGINNING, 1, List.of(PLACED), SEALED_AT.plusNanos(1_000)))
                .isNotEqualTo(one);
        assertThat(hash(SealHash.BEGINNING, 1, List.of(PLACED), SEALED_AT.plusSeconds(1)))
                .isNotEqualTo(one);
    }

    @Test
    void absentRevision_isNotAnEmptyOne() {
        assertThat(hash(SealHash.BEGINNING, 1, List.of(types("order.OrderPaid", null))))
                .isNotEqualTo(hash(SealHash.BEGINNING, 1, List.of(types("order.OrderPaid", ""))));
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withChars("ab").ofMinLength(1).ofMaxLength(3);
    }

    @Provide
    Arbitrary<List<Sealable>> appends() {
        Arbitrary<String> text = Arbitraries.of("", "a", "aa", "b");
        Arbitrary<String> absent = text.injectNull(0.3);
        return Combinators.combine(text.list().ofSize(6), Arbitraries.longs().between(0, 1), absent, absent)
                .as((texts, sequence, aggregate, revision) -> new Sealable(
                        texts.get(0),
                        sequence,
                        texts.get(1),
                        aggregate,
                        texts.get(2),
                        revision,
                        texts.get(3),
                        texts.get(4),
                        texts.get(5)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
    }

    private static Sealable types(String type, @Nullable String revision) {
        return new Sealable("order/7/1", 0, "event-1", "Order", type, revision, "2026-10-05T08:00:00Z", "{}", "{}");
    }

    private static byte[] hash(byte[] previous, long ordinal, List<Sealable> events) {
        return hash(previous, ordinal, events, SEALED_AT);
    }

    private static byte[] hash(byte[] previous, long ordinal, List<Sealable> events, Instant sealedAt) {
        SealHash hash = new SealHash(previous, ordinal);
        events.forEach(event -> hash.add(
                event.stream(),
                event.sequence(),
                event.eventId(),
                event.aggregate(),
                event.type(),
                event.revision(),
                event.timestamp(),
                event.payload().getBytes(StandardCharsets.UTF_8),
                event.metadata().getBytes(StandardCharsets.UTF_8)));
        return hash.value(sealedAt);
    }
}
