package io.shopledger.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.StoreId;
import io.shopledger.stored.StoredJson;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Positive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderIdTest {
    private static final OrderId ID = new OrderId(new StoreId(7), 450789469);
    private static final String KEY = "order/7/450789469";

    @Test
    void id_isTheKeyOfItsStream() {
        assertThat(ID).hasToString(KEY);
        assertThat(OrderId.parse(KEY)).isEqualTo(ID);
    }

    @Test
    void id_isOneTextInJson() {
        assertThat(StoredJson.MAPPER.writeValueAsString(ID)).isEqualTo('"' + KEY + '"');
        assertThat(StoredJson.MAPPER.readValue('"' + KEY + '"', OrderId.class)).isEqualTo(ID);
    }

    @Property
    void anyId_isReadBackFromItsText(
            @ForAll @Positive long store, @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long shopifyId) {
        OrderId id = new OrderId(new StoreId(store), shopifyId);

        assertThat(OrderId.parse(id.toString())).isEqualTo(id);
        assertThat(OrderId.parse(id.toString())).hasToString(id.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "order/", "order/7", "order/7/", "order//1", "order/0/1", "order/7/x", "product/7/1", "7/1"})
    void whatIsNoKeyOfAnOrder_isRefused(String text) {
        assertThatThrownBy(() -> OrderId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
