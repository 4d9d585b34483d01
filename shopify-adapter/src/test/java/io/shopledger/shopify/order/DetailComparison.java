package io.shopledger.shopify.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.MoneyBag;
import io.shopledger.order.OrderRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds what stands beside an order's lists against the lists it came from, by ids and names alone. */
final class DetailComparison {
    private static final Map<String, String> LIST = Map.of(
            "channel_liable_taxes", "tax_lines",
            "discount_code_amounts", "discount_codes",
            "line_details", "line_items",
            "line_handling", "line_items",
            "shipping_details", "shipping_lines",
            "refund_details", "refunds",
            "parcel_details", "fulfillments",
            "parcel_services", "fulfillments");

    private static final Map<String, List<String>> TOLD_BY = Map.of(
            "channel_liable_taxes", List.of("channel_liable"),
            "discount_code_amounts", List.of("amount", "type"),
            "line_details", List.of("name", "discount_allocations", "duties"),
            "line_handling", List.of("grams", "fulfillment_service"),
            "shipping_details",
                    List.of("is_removed", "current_discounted_price_set", "discount_allocations", "tax_lines"),
            "refund_details", List.of("processed_at", "duties", "order_adjustments", "refund_shipping_lines"),
            "parcel_details", List.of("shipment_status"),
            "parcel_services", List.of("service"));

    /** Names of ours whose key in the webhook is another one; what is looked at elsewhere has none. */
    private static final Map<String, String> OTHER_KEY = Map.of(
            "application", "discount_application_index",
            "channel_liable_taxes", "",
            "tax_lines", "",
            "line_item_id", "",
            "shipping_line_id", "/shipping_line/id");

    String list(String field) {
        return LIST.getOrDefault(field, field);
    }

    boolean told(String field, JsonNode order) {
        List<String> keys = TOLD_BY.getOrDefault(field, List.of());
        for (JsonNode item : order.path(list(field))) {
            if (!keys.stream().allMatch(item::has)) {
                return false;
            }
        }
        return true;
    }

    void compare(String as, String field, JsonNode order, OrderRecord record) {
        JsonNode list = order.path(list(field));
        if (field.equals("channel_liable_taxes")) {
            Set<String> titles = new java.util.TreeSet<>();
            list.forEach(tax -> {
                if (tax.path("channel_liable").asBoolean(false)) {
                    titles.add(tax.path("title").asString(""));
                }
            });
            assertThat(record.channelLiableTaxes()).as(as).containsExactlyElementsOf(titles);
            return;
        }
        items(as, (List<?>) record.get(field), list);
    }

    /** By their ids; what has none stands in the list's order. */
    private void items(String as, @Nullable List<?> ours, JsonNode list) {
        assertThat(ours).as(as).hasSize(list.size());
        Map<Object, JsonNode> byId = new TreeMap<>();
        int place = 0;
        for (JsonNode item : list) {
            byId.put(key(item, place++), item);
        }
        Iterator<JsonNode> theirs = byId.values().iterator();
        for (Object one : ours) {
            fields(as, one, theirs.next());
        }
    }

    private static Long key(JsonNode item, int place) {
        for (String key : List.of("id", "duty_id", "discount_application_index")) {
            if (item.hasNonNull(key)) {
                return item.get(key).asLong();
            }
        }
        return (long) place;
    }

    private void fields(String as, Object ours, JsonNode theirs) {
        for (var component : ours.getClass().getRecordComponents()) {
            String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
            String key = OTHER_KEY.getOrDefault(name, name);
            if (key.isEmpty()) {
                continue;
            }
            Object value;
            try {
                component.getAccessor().setAccessible(true);
                value = component.getAccessor().invoke(ours);
            } catch (ReflectiveOperationException failure) {
                throw new AssertionError(failure);
            }
            field(as + "/" + name, value, key.startsWith("/") ? theirs.at(key) : theirs.path(key), theirs, key);
        }
    }

    private void field(String as, @Nullable Object ours, JsonNode told, JsonNode owner, String key) {
        if (ours instanceof MoneyBag bag) {
            JsonNode set = key.equals("price") ? owner : owner.path(key + "_set");
            same(as, bag.shop().amount(), set.has("shop_money") ? set.at("/shop_money/amount") : told);
            if (set.has("presentment_money")) {
                same(as, bag.seenByCustomer().amount(), set.at("/presentment_money/amount"));
            }
        } else if (ours instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Record) {
            items(as, list, told);
        } else if (ours instanceof List<?> list) {
            List<String> texts = new ArrayList<>();
            told.forEach(one -> texts.add(one.asString()));
            assertThat(list.stream().map(String::valueOf).toList()).as(as).isEqualTo(texts);
        } else if (ours instanceof io.shopledger.Money money) {
            same(as, money.amount(), told);
        } else {
            same(as, ours, told);
        }
    }

    private static void same(String as, @Nullable Object ours, JsonNode told) {
        String text =
                told.isMissingNode() || told.isNull() ? "" : told.asString("").strip();
        if (ours == null || (ours instanceof Long number && number == 0 && text.isEmpty())) {
            assertThat(text).as(as).isEmpty();
        } else if (ours instanceof Instant at) {
            assertThat(at).as(as).isEqualTo(OffsetDateTime.parse(text).toInstant());
        } else if (told.isNumber() || text.matches("-?[0-9]+(\\.[0-9]+)?")) {
            assertThat(new BigDecimal(ours.toString())).as(as).isEqualByComparingTo(text);
        } else {
            assertThat(ours.toString().replace('_', ' ')).as(as).isEqualToIgnoringCase(text.replace('_', ' '));
        }
    }
}
