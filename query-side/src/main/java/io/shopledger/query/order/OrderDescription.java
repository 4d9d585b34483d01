package io.shopledger.query.order;

import io.shopledger.stored.StoredJson;
import io.swagger.v3.oas.models.media.ObjectSchema;
import java.util.Map;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;

/** What the API's description says of an order, whose fields depend on what is known of it. */
@Configuration(proxyBeanMethods = false)
class OrderDescription {
    private static final String EXAMPLE = """
            {"store_id":1,"id":450789469,"admin_graphql_api_id":"gid://shopify/Order/450789469","name":"#1001",
            "order_number":1001,"created_at":"2026-10-01T09:30:00Z","updated_at":"2026-10-02T11:00:00Z",
            "financial_status":"paid","fulfillment_status":null,"currency":"EUR","total_price":"403.00",
            "total_price_set":{"shop_money":{"amount":"403.00","currency_code":"EUR"},
            "presentment_money":{"amount":"403.00","currency_code":"EUR"}},"tags":"gift, express",
            "last_event":"OrderPaid","last_event_at":"2026-10-02T11:00:00Z","version":3}""";

    static {
        ObjectSchema order = new ObjectSchema();
        order.setDescription(
                "Fields are named and valued as in Shopify's webhook JSON of an order; fields that are not "
                        + "known are left out. store_id, last_event, last_event_at and version are ours; so is incomplete, "
                        + "there and true only while events after version were discarded unused.");
        order.setExample(StoredJson.MAPPER.readValue(EXAMPLE, Map.class));
        SpringDocUtils.getConfig().replaceWithSchema(OrderView.class, order);
    }
}
