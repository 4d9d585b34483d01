package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.CanonicalRecord;
import io.shopledger.Money;
import io.shopledger.order.OrderRecord;
import io.shopledger.product.MediaVariants;
import io.shopledger.product.ProductMedia;
import io.shopledger.product.ProductOption;
import io.shopledger.product.ProductVariant;
import io.shopledger.shopify.order.OrderComparison;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Holds every field of a record against the payload it was read from, by nothing but the payload's own keys. Known is what
 * the payload has a key for, and its value is the payload's.
 */
final class PayloadComparison {
    /** Sealed: {@code OrderPersonalFieldsTest} and {@code CustomerTwoShapesTest} say what is in them. */
    private static final Set<String> SEALED = Set.of("personal", "browsing");

    /** What a payload has a key for and says too little of, so that it is unknown. */
    private static final Map<String, Set<String>> TOO_LITTLE =
            Map.of("products-create/python-api-product.json", Set.of("options", "variants")); // of 2011

    /** Our fields that stand under another key. */
    private static final Map<String, String> OTHER_KEY = Map.ofEntries(
            Map.entry("category_id", "category"),
            Map.entry("category_name", "category"),
            Map.entry("category_full_name", "category"),
            Map.entry("media_variants", "media"),
            Map.entry("email_marketing_state", "email_marketing_consent"),
            Map.entry("email_marketing_opt_in_level", "email_marketing_consent"),
            Map.entry("email_marketing_updated_at", "email_marketing_consent"),
            Map.entry("sms_marketing_state", "sms_marketing_consent"),
            Map.entry("sms_marketing_opt_in_level", "sms_marketing_consent"),
            Map.entry("sms_marketing_updated_at", "sms_marketing_consent"),
            Map.entry("sms_marketing_collected_from", "sms_marketing_consent"),
            Map.entry("weight", "weight_value"));

    /** Shopify's enum values. */
    private static final Set<String> WORDS = Set.of(
            "status",
            "state",
            "country_code_of_origin",
            "province_code_of_origin",
            "email_marketing_opt_in_level",
            "sms_marketing_opt_in_level",
            "sms_marketing_collected_from");

    private static final Map<String, String> UNITS =
            Map.of("g", "GRAMS", "kg", "KILOGRAMS", "oz", "OUNCES", "lb", "POUNDS");

    private final String sample;
    private final JsonNode body;

    PayloadComparison(String sample, JsonNode body) {
        this.sample = sample;
        this.body = body;
    }

    void with(CanonicalRecord<?> record) {
        if (record instanceof OrderRecord order) {
            Set<String> known = new TreeSet<>(OrderRecord.FIELDS.entityFields());
            known.removeIf(field -> SEALED.contains(field) || !order.knows(field));
            new OrderComparison(sample, body).with(order.only(known));
            return;
        }
        Set<String> tooLittle = TOO_LITTLE.getOrDefault(sample, Set.of());
        for (String field : record.fields().entityFields()) {
            String as = sample + " " + field;
            if (SEALED.contains(field)) {
                continue;
            }
            boolean told = body.has(OTHER_KEY.getOrDefault(field, field)) && !tooLittle.contains(field);
            assertThat(record.knows(field)).as("%s is known", as).isEqualTo(told);
            Object value = record.get(field);
            if (!told) {
                assertThat(value).as(as).isIn(null, List.of());
            } else if (value instanceof Collection<?> items) {
                assertThat(List.<Object>copyOf(items)).as(as).containsExactlyInAnyOrderElementsOf(list(field));
            } else if (value instanceof Money money) {
                assertThat(money.number()).as(as).isEqualByComparingTo(text(body, field));
            } else if (field.equals("weight")) {
                assertThat(new java.math.BigDecimal(String.valueOf(value)))
                        .as(as)
                        .isEqualByComparingTo(text(body, "weight_value"));
            } else {
                assertThat(value).as(as).isEqualTo(one(field, record.fields().type(field)));
            }
        }
    }

    private @Nullable Object one(String field, Class<?> type) {
        JsonNode owner = owner(field);
        String key = keyInOwner(field);
        if (field.endsWith("_marketing_state")) {
            String state = word(owner, key);
            return "NOT_SUBSCRIBED".equals(state) || "NEVER_SUBSCRIBED".equals(state) ? "NOT_SUBSCRIBED" : state;
        }
        if (field.equals("weight_unit")) {
            String unit = text(owner, key);
            return unit == null ? null : UNITS.getOrDefault(unit, unit.toUpperCase(Locale.ROOT));
        }
        if (WORDS.contains(field)) {
            return word(owner, key);
        }
        if (type == Instant.class) {
            return time(owner, key);
        }
        if (type == Long.class) {
            return number(owner, key);
        }
        if (type == Boolean.class) {
            return owner.hasNonNull(key) ? owner.get(key).booleanValue() : null;
        }
        return text(owner, key);
    }

    /** Of an address that is not there nothing is agreed to. */
    private JsonNode owner(String field) {
        String address =
                field.startsWith("email_marketing_") ? "email" : field.startsWith("sms_marketing_") ? "phone" : null;
        if (address != null) {
            boolean none = body.has(address) && text(body, address) == null;
            return none ? body.path("none") : body.path(OTHER_KEY.get(field));
        }
        return field.startsWith("category_") ? body.path("category") : body;
    }

    private static String keyInOwner(String field) {
        return switch (field) {
            case "category_id" -> "admin_graphql_api_id";
            case "category_name", "category_full_name" -> field.substring("category_".length());
            case "email_marketing_state", "sms_marketing_state" -> "state";
            case "email_marketing_opt_in_level", "sms_marketing_opt_in_level" -> "opt_in_level";
            case "email_marketing_updated_at", "sms_marketing_updated_at" -> "consent_updated_at";
            case "sms_marketing_collected_from" -> "consent_collected_from";
            default -> field;
        };
    }

    private List<Object> list(String field) {
        List<Object> items = new ArrayList<>();
        JsonNode list = body.path(OTHER_KEY.getOrDefault(field, field));
        switch (field) {
            case "tags", "tax_exemptions" -> items.addAll(texts(list));
            case "options" ->
                list.forEach(option -> items.add(new ProductOption(
                        id(option), text(option, "name"), number(option, "position"), texts(option.path("values")))));
            case "variants" -> list.forEach(variant -> items.add(variant(variant)));
            case "media" -> list.forEach(media -> items.add(media(media)));
            case "media_variants" ->
                list.forEach(media -> {
                    List<Long> shownBy = new ArrayList<>();
                    media.path("variant_ids").forEach(id -> shownBy.add(id.asLong()));
                    if (!shownBy.isEmpty()) {
                        items.add(new MediaVariants(id(media), shownBy));
                    }
                });
            case "country_harmonized_system_codes" ->
                list.forEach(
                        code -> items.add(word(code, "country_code") + ":" + text(code, "harmonized_system_code")));
            default -> throw new AssertionError("Say here what " + field + " is in a payload");
        }
        return items;
    }

    private static ProductVariant variant(JsonNode variant) {
        return new ProductVariant(
                id(variant),
                text(variant, "title"),
                text(variant, "sku"),
                text(variant, "barcode"),
                money(variant, "price"),
                money(variant, "compare_at_price"),
                number(variant, "position"),
                variant.hasNonNull("taxable") ? variant.get("taxable").booleanValue() : null,
                word(variant, "inventory_policy"),
                number(variant, "inventory_item_id"),
                time(variant, "created_at"),
                Stream.of("option1", "option2", "option3")
                        .map(option -> text(variant, option))
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static ProductMedia media(JsonNode media) {
        JsonNode preview = media.path("preview_image");
        return new ProductMedia(
                id(media),
                number(media, "position"),
                text(media, "alt"),
                word(media, "media_content_type"),
                word(media, "status"),
                text(preview, "src"),
                number(preview, "width"),
                number(preview, "height"));
    }

    /** A list, or one text with commas. */
    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        if (list.isArray()) {
            list.forEach(one -> texts.add(one.asString().strip()));
        } else if (list.isString()) {
            Stream.of(list.asString().split(",")).map(String::strip).forEach(texts::add);
        }
        texts.removeIf(String::isEmpty);
        return texts;
    }

    private static long id(JsonNode owner) {
        return owner.get("id").asLong();
    }

    private static @Nullable Money money(JsonNode owner, String key) {
        String amount = text(owner, key);
        return amount == null ? null : new Money(amount, null);
    }

    private static @Nullable Long number(JsonNode owner, String key) {
        String text = text(owner, key);
        return text == null ? null : Long.valueOf(text);
    }

    private static @Nullable Instant time(JsonNode owner, String key) {
        String text = text(owner, key);
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
    }

    private static @Nullable String word(JsonNode owner, String key) {
        String text = text(owner, key);
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }

    private static @Nullable String text(JsonNode owner, String key) {
        String text = owner.hasNonNull(key) ? owner.get(key).asString().strip() : "";
        return text.isEmpty() ? null : text;
    }
}
