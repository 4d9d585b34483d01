package io.shopledger.app;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code /docs} says of the calls that change things: their modules know HTTP, and nothing of its description. */
@Configuration(proxyBeanMethods = false)
class CallDescriptions {

    /** One call in words. */
    private record Call(String tag, String summary, String description) {}

    /** A parameter in words. */
    private record Given(String description, Object example) {}

    private static final Map<String, Given> GIVEN = Map.of(
            "store_id", new Given("our number of the store, from 1", 1),
            "shop", new Given("the store's domain at Shopify", "yours.myshopify.com"),
            "limit", new Given("how many at most", 50),
            "topic",
                    new Given(
                            "which topic, as orders-create or orders/create; of a list only what is of it",
                            "orders-create"),
            "outcome", new Given("only those of which this became; duplicates are counted only", "applied"));

    private static final String SIGNED =
            "Answers 200 when the delivery is durable, 401 when no secret of ours made its "
                    + "signature, 503 in overload.";

    private static final Map<String, Call> CALLS = Map.ofEntries(
            Map.entry("POST /webhooks", new Call("Webhooks", "Deliver a webhook", "For Shopify. " + SIGNED)),
            Map.entry(
                    "POST /webhooks/{topic}",
                    new Call(
                            "Webhooks",
                            "Deliver a webhook of a topic such as orders-create",
                            "For Shopify. " + SIGNED)),
            Map.entry(
                    "POST /webhooks/{resource}/{event}",
                    new Call(
                            "Webhooks",
                            "Deliver a webhook of a topic such as orders/create",
                            "For Shopify. " + SIGNED)),
            Map.entry(
                    "POST /api/v1/webhooks/process",
                    new Call(
                            "Webhooks",
                            "Pass on a webhook that your own endpoint has verified",
                            "With Shopify's headers, of which X-Shopify-Topic and X-Shopify-Shop-Domain are needed. What cannot be used as it is, such "
                                    + "as that of a shop that is not connected, is accepted and kept: note says among which dead letters.")),
            Map.entry(
                    "POST /api/v1/webhooks/register-all",
                    new Call(
                            "Webhooks",
                            "Register webhooks at Shopify",
                            "Without topics all that the service acts on. A second call changes only what differs. A topic that Shopify refuses "
                                    + "or does not have stops no other; its error says why. What is put in force is looked after "
                                    + "from then on: /api/v1/webhooks/health")),
            Map.entry("GET /api/v1/webhooks", new Call("Webhooks", "List what is registered at Shopify", "")),
            Map.entry(
                    "DELETE /api/v1/webhooks/{id}",
                    new Call("Webhooks", "Remove a registration at Shopify", "Its topic is wanted no more.")),
            Map.entry(
                    "GET /api/v1/webhooks/health",
                    new Call(
                            "Webhooks",
                            "See whether the registered topics come",
                            "What register-all put in force is compared with Shopify every ten minutes and repaired. state is "
                                    + "in_force; drifted, where the subscription is missing, moved or narrowed and could not be "
                                    + "repaired yet; silent, where nothing came for alarm_after_seconds, which is five times the "
                                    + "usual largest gap and at least six hours; or unchecked, where Shopify could not be asked "
                                    + "for half an hour. last_delivery is told to the minute.")),
            Map.entry(
                    "DELETE /api/v1/webhooks/health",
                    new Call(
                            "Webhooks",
                            "Want a topic no more",
                            "It is no longer compared and repaired; for one that Shopify refuses, and which so has no "
                                    + "registration to remove. What Shopify has stays.")),
            Map.entry(
                    "GET /api/v1/webhooks/ledger",
                    new Call(
                            "Webhooks",
                            "Count what became of every delivery",
                            "By topic; received = duplicate + waiting + applied + unchanged + stale + handled + dead + "
                                    + "discarded at any moment.")),
            Map.entry(
                    "GET /api/v1/webhooks/unknown-fields",
                    new Call(
                            "Webhooks",
                            "List fields that Shopify's bodies never had before, and times that cannot be read",
                            "As all processes met them, by store, topic and path; never with a value.")),
            Map.entry(
                    "GET /api/v1/webhooks/deliveries",
                    new Call(
                            "Webhooks",
                            "List deliveries and their outcomes",
                            "The newest first, page by page: give next_cursor back as cursor, with the same filters, until it is null.")),
            Map.entry(
                    "GET /api/v1/dead-letters", new Call("Dead letters", "List deliveries that could not be used", "")),
            Map.entry("GET /api/v1/dead-letters/{id}", new Call("Dead letters", "Look at one dead letter", "")),
            Map.entry(
                    "POST /api/v1/dead-letters/{id}/retry",
                    new Call("Dead letters", "Try a delivery again", "Once its cause is repaired.")),
            Map.entry(
                    "POST /api/v1/dead-letters/{id}/discard",
                    new Call("Dead letters", "Put a dead letter aside for good", "")),
            Map.entry(
                    "POST /api/v1/sync/{type}",
                    new Call(
                            "Syncs",
                            "Begin a sync",
                            "type is products, inventory, customers, orders, or full for these four in turn. One store and "
                                    + "type has one at a time: a second is 409 sync-running with the running one's id.")),
            Map.entry("POST /api/v1/sync/{syncId}/cancel", new Call("Syncs", "Cancel a sync", "")),
            Map.entry("GET /api/v1/stores", new Call("Stores", "List the stores", "")),
            Map.entry("GET /api/v1/stores/{id}", new Call("Stores", "Read one store", "")),
            Map.entry(
                    "POST /api/v1/stores",
                    new Call(
                            "Stores",
                            "Connect a store, or renew its credentials",
                            "201 for a new store, 200 for one that is known. The token is tried: 422 when Shopify refuses it.")),
            Map.entry("DELETE /api/v1/stores/{id}", new Call("Stores", "Let a store go", "What is known of it stays.")),
            Map.entry(
                    "POST /api/v1/products",
                    new Call(
                            "Products",
                            "Write a product to the store",
                            "202: its status is pending until Shopify did it or said no; /api/v1/products/writes/{write_id} "
                                    + "then tells confirmed or rejected, once and for good. Beside title, price, compare_at_price, sku, "
                                    + "body_html, vendor, product_type, status and tags it takes options [{name}], variants [{option1, "
                                    + "option2, option3, price, compare_at_price, sku}] and media [{src, alt}]. What cannot be written as it is "
                                    + "gets 400 with errors, field by field. The same Idempotency-Key and body is written once.")),
            Map.entry(
                    "POST /api/v1/products/bulk",
                    new Call(
                            "Products",
                            "Write up to 250 products to the store",
                            "202: each item is pending, as a single one, or refused; what is wrong with those refused is in "
                                    + "errors, by index and field, and spoils none of the others. accepted counts the pending.")),
            Map.entry(
                    "PUT /api/v1/products/{id}",
                    new Call(
                            "Products",
                            "Change a product in the store",
                            "Only what is given is changed: title, body_html, vendor, product_type, status, tags (all that it is "
                                    + "to have), and of variants, named by id, price, compare_at_price and sku, all or none of them. An "
                                    + "empty text or list takes away. Variants, options and media that are not named stay. 202: "
                                    + "/api/v1/products/writes/{write_id} tells what becomes of it. The same Idempotency-Key, product and "
                                    + "body is written once.")),
            Map.entry(
                    "DELETE /api/v1/products/{id}",
                    new Call(
                            "Products",
                            "Delete a product from the store",
                            "For good. 202: /api/v1/products/writes/{write_id} tells what becomes of it. What is known of the "
                                    + "product, and its history, stay here.")),
            Map.entry(
                    "PUT /api/v1/inventory/stock",
                    new Call(
                            "Inventory",
                            "Set how many of an item are available at a location",
                            "change_from is how many there are now as you know: with any other number nothing is changed, and the "
                                    + "write ends rejected with the number that there is (CHANGE_FROM_QUANTITY_STALE). Without it, or "
                                    + "null, it is set whatever there is. reason is one of Shopify's words, correction where none is given. "
                                    + "202: /api/v1/products/writes/{write_id} tells what becomes of it.")),
            Map.entry(
                    "GET /api/v1/auth/oauth/authorize",
                    new Call("OAuth", "Get the address at which a merchant installs the app", "")),
            Map.entry(
                    "GET /api/v1/auth/oauth/callback",
                    new Call("OAuth", "Come back from Shopify", "Where Shopify sends the merchant, signed by it.")),
            Map.entry(
                    "POST /api/v1/auth/oauth/callback",
                    new Call(
                            "OAuth",
                            "Hand over what Shopify sent back",
                            "For an installation that you guide yourself.")));

    @Bean
    OpenApiCustomizer callsOfOtherModules() {
        return api -> {
            api.getPaths()
                    .forEach((path, item) ->
                            item.readOperationsMap().forEach((method, operation) -> describe(operation, method, path)));
            status(api, "Item", List.of("pending", "refused", "unknown"))
                    .ifPresent(status -> status.setDescription(
                            "pending: taken, and not confirmed or rejected yet; refused: cannot be written as it is; unknown: "
                                    + "may have been taken, ask /api/v1/products/writes/{write_id}"));
        };
    }

    /** What other modules' parameters are, by their name; each call can be tried with it. */
    private static void describe(Parameter parameter) {
        Given given = GIVEN.get(parameter.getName());
        if (given != null && parameter.getIn().equals("query") && parameter.getExample() == null) {
            parameter.setExample(given.example());
            if (parameter.getDescription() == null) {
                parameter.setDescription(given.description());
            }
        }
    }

    private static void describe(Operation operation, HttpMethod method, String path) {
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(CallDescriptions::describe);
        }
        Call call = CALLS.get(method + " " + path);
        if (call != null) {
            operation.setTags(List.of(call.tag()));
            operation.setSummary(call.summary());
            operation.setDescription(call.description().isEmpty() ? null : call.description());
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Optional<Schema> status(OpenAPI api, String schema, List<String> words) {
        Schema<?> found = api.getComponents().getSchemas().get(schema);
        Optional<Schema> status =
                Optional.ofNullable(found).map(Schema::getProperties).map(all -> (Schema) all.get("status"));
        status.ifPresent(one -> one.setEnum(words));
        return status;
    }
}
