package io.shopledger.query.order;

import io.shopledger.StoreId;
import io.shopledger.order.OrderId;
import io.shopledger.order.OrderRecord;
import io.shopledger.query.entity.EntityRow;
import io.shopledger.query.entity.Form;
import io.shopledger.query.entity.Shown;
import io.shopledger.query.list.Listing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Orders as the API shows them. */
@Component
public class OrderShown implements Shown<OrderRecord> {

    @Override
    public String kind() {
        return "orders";
    }

    @Override
    public String one() {
        return "order";
    }

    @Override
    public String gid() {
        return "Order";
    }

    @Override
    public String stream(StoreId store, long id) {
        return new OrderId(store, id).toString();
    }

    @Override
    public Class<OrderRecord> record() {
        return OrderRecord.class;
    }

    @Override
    public Class<? extends EntityRow> row() {
        return OrderRow.class;
    }

    @Override
    public Form<OrderRecord> form() {
        return OrderForm.FORM;
    }

    @Override
    public Listing listing() {
        return OrderListing.LISTING;
    }

    @Override
    public Set<String> holdPersonal() {
        return Set.of("line_items", "refunds");
    }

    @Override
    public String example() {
        return """
                {"store_id":1,"id":450789469,"admin_graphql_api_id":"gid://shopify/Order/450789469","name":"#1001",
                "order_number":1001,"created_at":"2026-10-01T09:30:00Z","updated_at":"2026-10-02T11:00:00Z",
                "financial_status":"paid","fulfillment_status":null,"currency":"EUR","total_price":"403.00",
                "total_price_set":{"shop_money":{"amount":"403.00","currency_code":"EUR"},
                "presentment_money":{"amount":"403.00","currency_code":"EUR"}},"tags":"gift, express",
                "last_event":"OrderPaid","last_event_at":"2026-10-02T11:00:00Z","version":3}""";
    }

    @Override
    public void open(ObjectNode view, List<Optional<String>> parts) {
        PersonalJson.open(view, parts);
    }

    @Override
    public void nothingPersonal(ObjectNode view) {
        PersonalJson.none(view);
    }
}
