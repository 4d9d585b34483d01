package io.shopledger.query.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.CanonicalRecord;
import io.shopledger.order.OrderExamples;
import io.shopledger.product.ProductExamples;
import io.shopledger.query.order.OrderForm;
import io.shopledger.query.product.ProductForm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Histories tell the items of a list one by one, also of lists that are shown inside others. */
class EveryItemHasAFormTest {
    @Test
    void ofAnOrder() {
        shown(OrderExamples.WHOLE, OrderForm.FORM);
    }

    @Test
    void ofAProduct() {
        shown(ProductExamples.WHOLE_TODAY, ProductForm.FORM);
    }

    private static void shown(CanonicalRecord<?> whole, Form<?> form) {
        for (String field : whole.fields().entityFields()) {
            if (whole.get(field) instanceof List<?> items) {
                assertThat(items).as("%s of the example", field).isNotEmpty();
                for (Object item : items) {
                    if (item instanceof Record) {
                        assertThat(form.item(item)).as("%s", item).isNotEmpty();
                        Long id = form.idOf(item);
                        assertThat(id).as("%s", item).isEqualTo(form.item(item).has("id") ? id : null);
                    }
                }
            }
        }
    }
}
