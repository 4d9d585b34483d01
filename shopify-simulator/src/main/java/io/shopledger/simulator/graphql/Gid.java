package io.shopledger.simulator.graphql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An id as GraphQL writes it, such as {@code gid://shopify/Product/8200000000000}.
 *
 * @param item of an inventory level, which has no number of its own; otherwise 0
 */
record Gid(String type, long number, long item) {
    private static final Pattern FORM =
            Pattern.compile("gid://shopify/(\\w+)/(\\d{1,18})(?:\\?inventory_item_id=(\\d{1,18})|\\?[^?]*)?");

    static String of(String type, long number) {
        return "gid://shopify/" + type + "/" + number;
    }

    static @Nullable Gid parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String item = matcher.group(3);
        return new Gid(matcher.group(1), Long.parseLong(matcher.group(2)), item == null ? 0 : Long.parseLong(item));
    }

    /** Also where only the number is given, as filters may. */
    static long number(String text) {
        Gid gid = parse(text);
        if (gid != null) {
            return gid.number;
        }
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }
}
