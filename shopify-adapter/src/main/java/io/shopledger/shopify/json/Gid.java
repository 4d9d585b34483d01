package io.shopledger.shopify.json;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shopify's global id of a thing in GraphQL, without what may follow its number. See
 * <a href="https://shopify.dev/docs/api/usage/gids">global ids</a>.
 *
 * @param type GraphQL's name of its type, such as {@code Order}
 * @param number 64 bits, above zero
 */
public record Gid(String type, long number) {
    private static final Pattern FORM = Pattern.compile("gid://shopify/([A-Za-z0-9]{1,60})/([0-9]{1,19})(\\?.*)?");

    /** @param text may carry more, such as {@code ?model_name=CustomerAddress}, which is left off */
    public static Gid parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("Not a global id of Shopify's");
        }
        return new Gid(form.group(1), Long.parseLong(form.group(2)));
    }

    public Gid {
        if (number < 1) {
            throw new IllegalArgumentException("A global id's number is above zero");
        }
    }

    @Override
    public String toString() {
        return "gid://shopify/" + type + "/" + number;
    }
}
