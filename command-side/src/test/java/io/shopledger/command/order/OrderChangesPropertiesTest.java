package io.shopledger.command.order;

import static io.shopledger.command.order.OrderFacts.ID;
import static io.shopledger.command.order.OrderFacts.MONDAY_NOON;
import static io.shopledger.command.order.OrderFacts.TUESDAY;
import static io.shopledger.command.order.OrderFacts.TUESDAY_NOON;
import static io.shopledger.command.order.OrderFacts.eur;
import static io.shopledger.command.order.OrderFacts.line;
import static io.shopledger.command.order.OrderFacts.parcel;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.Money;
import io.shopledger.MoneyBag;
import io.shopledger.Sealed;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderEvent.OrderLearned;
import io.shopledger.order.OrderFold;
import io.shopledger.order.OrderRecord;
import io.shopledger.order.Refund;
import io.shopledger.order.ShippingLine;
import io.shopledger.order.TaxLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What holds of the changes between any two records of an order. */
class OrderChangesPropertiesTest {
    private static final List<String> FIELDS = OrderRecord.FIELDS.entityFields();

    /** Two records of one order; in most of their fields they agree. */
    record Pair(OrderRecord known, OrderRecord seen) {}

    @Property
    void foldingTheEvents_givesWhatWasSeen_andKeepsWhatItDoesNotKnow(@ForAll("pairs") Pair pair) {
        OrderRecord after = fold(pair.known(), between(pair));

        assertThat(after.unknown()).isEqualTo(unknownToBoth(pair));
        assertThat(FIELDS).filteredOn(after::knows).allSatisfy(field -> {
            OrderRecord source = pair.seen().knows(field) ? pair.seen() : pair.known();
            assertThat(content(after, field)).isEqualTo(content(source, field));
        });
    }

    @Property
    void sealedPartThatHoldsTheSame_keepsItsCiphertext(@ForAll("pairs") Pair pair) {
        Sealed was = pair.known().personal();
        Sealed is = pair.seen().personal();
        Sealed after = fold(pair.known(), between(pair)).personal();

        boolean same = was != null && is != null && was.holdsTheSameAs(is);
        boolean told = pair.seen().knows("personal");
        assertThat(after).isEqualTo(same || !told ? was : is);
    }

    @Property
    void everyChangedField_isToldByExactlyOneEvent_andNoOther(@ForAll("pairs") Pair pair) {
        List<String> told = between(pair).stream()
                .flatMap(event ->
                        ToldChange.of(event).stream().map(ToldChange::field).distinct())
                .sorted()
                .toList();

        assertThat(told).containsExactlyElementsOf(changed(pair));
    }

    @Property
    void everythingTold_leadsFromWhatWasKnownToWhatWasSeen(@ForAll("pairs") Pair pair) {
        List<ToldChange> told = between(pair).stream()
                .flatMap(event -> ToldChange.of(event).stream())
                .toList();

        assertThat(told).allSatisfy(change -> {
            assertThat(change.from()).isEqualTo(change.in(pair.known()));
            assertThat(change.to()).isEqualTo(change.in(pair.seen()));
            assertThat(change.from()).isNotEqualTo(change.to());
        });
        assertThat(told).doesNotHaveDuplicates();
    }

    @Property
    void whatOnlyTheNewRecordKnows_isLearnedInOneEventAndNoChange(@ForAll("pairs") Pair pair) {
        Set<String> learnt = FIELDS.stream()
                .filter(field -> pair.seen().knows(field) && !pair.known().knows(field))
                .collect(Collectors.toCollection(TreeSet::new));

        List<Set<String>> told = between(pair).stream()
                .filter(OrderLearned.class::isInstance)
                .map(event -> FIELDS.stream()
                        .filter(((OrderLearned) event).learned()::knows)
                        .collect(Collectors.toCollection(TreeSet::new)))
                .collect(Collectors.toList());

        assertThat(told).isEqualTo(learnt.isEmpty() ? List.of() : List.of(learnt));
    }

    @Property
    void equalRecords_haveNothingToTell(@ForAll("records") OrderRecord record) {
        assertThat(between(new Pair(record, record))).isEmpty();
    }

    @Property
    void sameSeenAgain_hasNothingToTell(@ForAll("pairs") Pair pair) {
        OrderRecord after = fold(pair.known(), between(pair));

        assertThat(between(new Pair(after, pair.seen()))).isEmpty();
    }

    @Provide
    Arbitrary<Pair> pairs() {
        return Combinators.combine(records(), records(), fieldSets())
                .as((known, other, taken) -> new Pair(known, mixed(known, other, taken)));
    }

    @Provide
    Arbitrary<OrderRecord> records() {
        List<Arbitrary<@Nullable Object>> values = new ArrayList<>();
        FIELDS.forEach(field -> values.add(valuesOf(field)));
        Arbitrary<OrderRecord> whole = Combinators.combine(values).as(all -> {
            Map<String, @Nullable Object> record = new HashMap<>();
            for (int i = 0; i < FIELDS.size(); i++) {
                record.put(FIELDS.get(i), all.get(i));
            }
            return OrderFacts.EMPTY.with(record);
        });
        return Combinators.combine(whole, fieldSets())
                .as((record, unknown) -> record.only(without(new TreeSet<>(FIELDS), unknown)))
                .withoutEdgeCases();
    }

    /** Some fields of an order: few of them, mostly. */
    private static Arbitrary<Set<String>> fieldSets() {
        return Arbitraries.of(FIELDS).set().ofMaxSize(8).withoutEdgeCases();
    }

    private static Arbitrary<@Nullable Object> valuesOf(String field) {
        Class<?> type = OrderRecord.FIELDS.type(field);
        return switch (field) {
            case "tags", "payment_gateway_names", "discount_codes" ->
                Arbitraries.of("a", "b", "c").list().uniqueElements().asGeneric();
            case "tax_lines" ->
                Arbitraries.of(
                                new TaxLine("VAT", "0.19", eur("1")),
                                new TaxLine("VAT", "0.07", eur("2")),
                                new TaxLine(null, null, null))
                        .list()
                        .ofMaxSize(2)
                        .asGeneric();
            case "line_items" -> items((id, version) -> line(id, version));
            case "shipping_lines" ->
                items((id, version) -> new ShippingLine(id, "Post", null, null, eur("" + version), null));
            case "refunds" ->
                items((id, version) -> new Refund(id, MONDAY_NOON.plusSeconds(version), List.of(), List.of()));
            case "fulfillments" -> items((id, version) -> parcel(id, "STATUS_" + version));
            case "personal", "browsing" ->
                Combinators.combine(Arbitraries.integers().between(1, 9), Arbitraries.of("home", "office"))
                        .as((nonce, where) -> new Sealed("subject-1", "nonce-" + nonce, where + nonce, where))
                        .injectNull(0.2)
                        .asGeneric();
            case "financial_status" ->
                Arbitraries.of("PENDING", "AUTHORIZED", "PAID").injectNull(0.2).asGeneric();
            case "fulfillment_status" ->
                Arbitraries.of("PARTIAL", "FULFILLED").injectNull(0.2).asGeneric();
            default -> ofType(type).injectNull(0.3);
        };
    }

    private static Arbitrary<@Nullable Object> ofType(Class<?> type) {
        if (type == String.class) {
            return Arbitraries.of("one", "two", "äöü").asGeneric();
        } else if (type == Long.class) {
            return Arbitraries.of(0L, 1L, Long.MAX_VALUE).asGeneric();
        } else if (type == Boolean.class) {
            return Arbitraries.of(true, false).asGeneric();
        } else if (type == Instant.class) {
            return Arbitraries.of(MONDAY_NOON, TUESDAY_NOON, MONDAY_NOON.plusNanos(1))
                    .asGeneric();
        } else if (type == MoneyBag.class) {
            return Arbitraries.of(eur("0"), eur("10"), new MoneyBag(new Money("10", "EUR"), new Money("11", "USD")))
                    .asGeneric();
        }
        throw new IllegalStateException("No values for a field of type " + type);
    }

    private interface Item {
        Object of(long id, int version);
    }

    /** Up to three items, each with an id of its own and in one of two versions. */
    private static Arbitrary<@Nullable Object> items(Item item) {
        return Arbitraries.maps(Arbitraries.longs().between(1, 4), Arbitraries.of(1, 2))
                .ofMaxSize(3)
                .map(versions -> versions.entrySet().stream()
                        .map(entry -> item.of(entry.getKey(), entry.getValue()))
                        .toList())
                .asGeneric();
    }

    /** {@code known}, with the fields of {@code taken} as {@code other} tells them, and knowing what {@code other} knows. */
    private static OrderRecord mixed(OrderRecord known, OrderRecord other, Set<String> taken) {
        Map<String, @Nullable Object> values = new HashMap<>();
        taken.forEach(field -> values.put(field, other.get(field)));
        FIELDS.stream().filter(field -> !known.knows(field)).forEach(field -> values.put(field, other.get(field)));
        return known.with(values).only(without(new TreeSet<>(FIELDS), other.unknown()));
    }

    private static Set<String> without(Set<String> fields, Set<String> gone) {
        fields.removeAll(gone);
        return fields;
    }

    private static List<OrderEvent> between(Pair pair) {
        return OrderChanges.between(pair.known(), pair.seen(), ID, TUESDAY);
    }

    private static OrderRecord fold(OrderRecord known, List<OrderEvent> events) {
        OrderRecord record = known;
        for (OrderEvent event : events) {
            record = OrderFold.after(record, event);
        }
        return record;
    }

    private static Set<String> unknownToBoth(Pair pair) {
        Set<String> both = new TreeSet<>(pair.known().unknown());
        both.retainAll(pair.seen().unknown());
        return both;
    }

    private static Set<String> changed(Pair pair) {
        return FIELDS.stream()
                .filter(field -> pair.known().knows(field) && pair.seen().knows(field))
                .filter(field -> !Objects.equals(content(pair.known(), field), content(pair.seen(), field)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A field's value, of the sealed part what it holds and not how it is sealed. */
    private static @Nullable Object content(OrderRecord record, String field) {
        Object value = record.get(field);
        return value instanceof Sealed sealed ? new TreeMap<>(Map.of(sealed.key(), sealed.fingerprint())) : value;
    }
}
