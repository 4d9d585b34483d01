package io.shopledger.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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
    private static final String GOLDEN_FIRST = "1dadc1f5c0c985f952ef25da01c811cd6088ba62fec49bcdaa6566553d19a8a1";

    private static final String GOLDEN_SECOND = "337c5ab96e0e13049c53ebf8945c36f35ba8ca3318f611c8ed60f9e0c9a74174";

    private static final Sealable PLACED = new Sealable(
            "order/7/450789469", 0, "event-1", "order.OrderPlaced", "1", "2026-10-05T08:00:00Z", "{\"größe\":1}", "{}");
    private static final Sealable PAID = new Sealable(
            "order/7/450789469", 1, "event-2", "order.OrderPaid", null, "2026-10-05T09:00:00Z", "{}", "{}");

    private record Sealable(
            String stream,
            long sequence,
            String eventId,
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
        return Combinators.combine(
                        text, Arbitraries.longs().between(0, 1), text, text, text.injectNull(0.3), text, text, text)
                .as(Sealable::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
    }

    private static Sealable types(String type, @Nullable String revision) {
        return new Sealable("order/7/1", 0, "event-1", type, revision, "2026-10-05T08:00:00Z", "{}", "{}");
    }

    private static byte[] hash(byte[] previous, long ordinal, List<Sealable> events) {
        SealHash hash = new SealHash(previous, ordinal);
        events.forEach(event -> hash.add(
                event.stream(),
                event.sequence(),
                event.eventId(),
                event.type(),
                event.revision(),
                event.timestamp(),
                event.payload().getBytes(StandardCharsets.UTF_8),
                event.metadata().getBytes(StandardCharsets.UTF_8)));
        return hash.value();
    }
}
