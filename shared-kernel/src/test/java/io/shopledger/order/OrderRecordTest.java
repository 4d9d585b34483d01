package io.shopledger.order;

import static io.shopledger.order.OrderExamples.CITY_TAX;
import static io.shopledger.order.OrderExamples.COURIER;
import static io.shopledger.order.OrderExamples.EMPTY;
import static io.shopledger.order.OrderExamples.GIFT_CARD;
import static io.shopledger.order.OrderExamples.HOME;
import static io.shopledger.order.OrderExamples.POST;
import static io.shopledger.order.OrderExamples.SUNGLASSES;
import static io.shopledger.order.OrderExamples.VAT;
import static io.shopledger.order.OrderExamples.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.order.Fulfillment.FulfilledLine;
import io.shopledger.order.Refund.RefundLine;
import io.shopledger.order.Refund.RefundTransaction;
import io.shopledger.stored.StoredJson;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderRecordTest {
    private static final Set<String> NAME_AND_TAGS = Set.of("name", "tags");

    @Test
    void listsToldInAnotherOrder_areTheSameRecord() {
        OrderRecord told = EMPTY.with(Map.of(
                "tags", List.of("gift", "wholesale"),
                "discount_codes", List.of("SUMMER", "TEN"),
                "tax_lines", List.of(CITY_TAX, VAT),
                "line_items", List.of(SUNGLASSES, GIFT_CARD),
                "shipping_lines", List.of(POST, COURIER)));
        OrderRecord toldBackwards = EMPTY.with(Map.of(
                "tags", List.of("wholesale", "gift"),
                "discount_codes", List.of("TEN", "SUMMER"),
                "tax_lines", List.of(VAT, CITY_TAX),
                "line_items", List.of(GIFT_CARD, SUNGLASSES),
                "shipping_lines", List.of(COURIER, POST)));

        assertThat(toldBackwards).isEqualTo(told);
    }

    @Test
    void refundsAndParcelsToldInAnotherOrder_areTheSame() {
        RefundLine one = new RefundLine(1, 11, 1, null, null);
        RefundLine two = new RefundLine(2, 12, 1, null, null);
        RefundTransaction first = new RefundTransaction(1, null, null, null, null);
        RefundTransaction second = new RefundTransaction(2, null, null, null, null);
        FulfilledLine sunglasses = new FulfilledLine(11, 1);
        FulfilledLine giftCard = new FulfilledLine(12, 1);

        assertThat(new Refund(31, null, List.of(two, one), List.of(second, first)))
                .isEqualTo(new Refund(31, null, List.of(one, two), List.of(first, second)));
        assertThat(new Fulfillment(41, null, null, null, null, null, List.of(giftCard, sunglasses)))
                .isEqualTo(new Fulfillment(41, null, null, null, null, null, List.of(sunglasses, giftCard)));
    }

    @Test
    void taxesOfALineToldInAnotherOrder_areTheSameLine() {
        assertThat(sunglassesWithTaxes(List.of(VAT, CITY_TAX))).isEqualTo(sunglassesWithTaxes(List.of(CITY_TAX, VAT)));
    }

    @Test
    void tagsWithBlanksAndDoubles_areCleaned() {
        assertThat(EMPTY.with(Map.of("tags", List.of(" gift", "gift", "", "  ")))
                        .tags())
                .containsExactly("gift");
    }

    @Test
    void fieldNames_areThoseOfTheJsonWithoutWhatDescribesTheRecord() {
        Set<String> written = Set.copyOf(StoredJson.MAPPER
                .valueToTree(WHOLE.with(Map.of("po_number", "PO-7")))
                .propertyNames());

        assertThat(OrderRecord.FIELDS.entityFields())
                .doesNotContain("mapping", "unknown")
                .containsAll(
                        written.stream().filter(name -> !name.equals("mapping")).toList())
                .hasSize(written.size() - 1);
    }

    @Test
    void fieldNeverToldOf_isUnknown_andOneToldEmptyIsNot() {
        assertThat(WHOLE.knows("po_number")).isFalse();
        assertThat(EMPTY.knows("po_number")).isTrue();
        assertThat(EMPTY.get("po_number")).isNull();
    }

    @Test
    void withAnUnknownField_makesItKnown() {
        OrderRecord told = WHOLE.with(Collections.singletonMap("po_number", null));

        assertThat(told.knows("po_number")).isTrue();
        assertThat(told.poNumber()).isNull();
        assertThat(told.unknown()).isEmpty();
        assertThat(WHOLE.knows("po_number")).as("the record it was made of").isFalse();
    }

    @Test
    void with_changesTheNamedFieldsOnly() {
        OrderRecord renamed = WHOLE.with(Map.of("name", "#1002"));

        assertThat(renamed.name()).isEqualTo("#1002");
        assertThat(renamed.with(Map.of("name", "#1001"))).isEqualTo(WHOLE);
    }

    @Test
    void withAFieldThatOrdersDoNotHave_isRefused() {
        assertThatThrownBy(() -> WHOLE.with(Map.of("colour", "red")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("colour");
    }

    @Test
    void only_knowsNothingElse() {
        OrderRecord some = WHOLE.only(NAME_AND_TAGS);

        assertThat(OrderRecord.FIELDS.entityFields())
                .filteredOn(some::knows)
                .containsExactlyInAnyOrderElementsOf(NAME_AND_TAGS);
        assertThat(some.name()).isEqualTo(WHOLE.name());
        assertThat(some.tags()).isEqualTo(WHOLE.tags());
        assertThat(some.personal()).isNull();
        assertThat(some.lineItems()).isEmpty();
        assertThat(some.mapping()).isEqualTo(WHOLE.mapping());
    }

    @Test
    void sealedPartsWithAnotherCiphertext_holdTheSame() {
        assertThat(HOME.holdsTheSameAs(
                        new io.shopledger.Sealed(HOME.key(), "bm9uY2UtOQ", "Y2lwaGVyLTk", HOME.fingerprint())))
                .isTrue();
        assertThat(HOME.holdsTheSameAs(
                        new io.shopledger.Sealed("subject-2", HOME.nonce(), HOME.ciphertext(), HOME.fingerprint())))
                .isFalse();
    }

    private static OrderLine sunglassesWithTaxes(List<TaxLine> taxes) {
        return new OrderLine(
                11, null, null, "Sunglasses", null, null, null, 1, null, null, null, null, null, null, null, taxes);
    }
}
