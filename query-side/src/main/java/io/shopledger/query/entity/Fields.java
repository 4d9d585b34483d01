package io.shopledger.query.entity;

import io.shopledger.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Values as Shopify's webhooks write them. */
public final class Fields {
    private Fields() {}

    /** Writes text, a number, a flag, a time, an amount or a list of texts; what is absent is null. */
    public static void put(ObjectNode out, String field, @Nullable Object value) {
        if (value == null) {
            out.putNull(field);
        } else if (value instanceof String text) {
            out.put(field, text);
        } else if (value instanceof Long number) {
            out.put(field, number);
        } else if (value instanceof Boolean flag) {
            out.put(field, flag);
        } else if (value instanceof Instant at) {
            out.put(field, at.toString());
        } else if (value instanceof Money money) {
            out.put(field, Amounts.text(money.number(), money.currency()));
        } else if (value instanceof BigDecimal number) {
            out.put(field, number);
        } else if (value instanceof List<?> items) {
            ArrayNode all = out.putArray(field);
            texts(items).forEach(all::add);
        } else {
            throw new IllegalStateException("No form is known for " + field + ", a " + value.getClass());
        }
    }

    /** Upper-case words of ours that Shopify's webhooks write in lower case. */
    public static @Nullable String lower(@Nullable Object word) {
        return word == null ? null : ((String) word).toLowerCase(Locale.ROOT);
    }

    /** Lists that Shopify's webhooks write as one text, such as tags. */
    public static String joined(@Nullable Object texts) {
        return texts == null ? "" : String.join(", ", texts((List<?>) texts));
    }

    public static List<String> texts(List<?> items) {
        return items.stream().map(String.class::cast).toList();
    }
}
