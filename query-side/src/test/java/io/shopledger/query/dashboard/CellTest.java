package io.shopledger.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.stored.StoredJson;
import org.junit.jupiter.api.Test;

class CellTest {
    @Test
    void money_isSpokenInTheShopsCurrency_andInTheCustomersWhereThatIsAnother() {
        assertThat(spoken("{'shop_money':{'amount':'5.00','currency_code':'USD'},"
                        + "'presentment_money':{'amount':'6.80','currency_code':'CAD'}}"))
                .isEqualTo("5.00 USD (6.80 CAD)");
        assertThat(spoken("{'shop_money':{'amount':'5.00','currency_code':'USD'},"
                        + "'presentment_money':{'amount':'5.00','currency_code':'USD'}}"))
                .isEqualTo("5.00 USD");
        assertThat(Spoken.field("total_shipping_price_set")).isEqualTo("total shipping price");
    }

    @Test
    void otherValues_areSpokenByWhatIsSimpleInThem() {
        assertThat(spoken("{'id':3,'title':'Mug','product_id':4,'more':{'a':1},'none':null}"))
                .isEqualTo("title Mug");
        assertThat(spoken("[]")).isEqualTo("none");
        assertThat(spoken("['a','b']")).isEqualTo("a; b");
        assertThat(spoken("null")).isEqualTo("none");
    }

    private static String spoken(String json) {
        return Cell.spoken(StoredJson.MAPPER.readTree(json.replace('\'', '"')));
    }
}
