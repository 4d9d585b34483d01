package io.shopledger.app.access;

import java.util.regex.Pattern;

/**
 * Which doors are open while there are API keys, and who may go through the others. The patterns know plain paths only, without
 * percent signs, semicolons or double dots, so that none can mean another path to whoever reads it after us: what is not plain
 * is not open, and changes nothing but for an admin.
 */
final class Doors {
    private static final String SEGMENTS = "(?:/[A-Za-z0-9_-]+)*/?";
    private static final Pattern SHOPIFYS = Pattern.compile("/webhooks" + SEGMENTS);
    private static final String CALLBACK = "/api/v1/auth/oauth/callback";
    private static final Pattern LOOKS = Pattern.compile("/health|/login|/favicon\\.ico|/icon\\.svg"
            + "|/(?:docs|swagger-ui|webjars|css|js)(?:\\.html|(?:/[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*)*/?)");

    private static final Pattern OPERATORS = Pattern.compile(
            "/api/v1/(?:sync|products|inventory|dead-letters|webhooks|audit|projections|privacy/requests)" + SEGMENTS
                    + "|" + CALLBACK);

    /** All that is held of a person, at one look. */
    private static final Pattern PERSONAL_DATA = Pattern.compile("/api/v1/privacy/requests/\\d+/data/?");

    private Doors() {}

    /** Whether Shopify itself, which has no key, comes this way: its signature is checked behind the door. */
    static boolean isShopifys(String method, String path) {
        return SHOPIFYS.matcher(path).matches() || (isLook(method) && path.equals(CALLBACK));
    }

    /** Whether anybody may look at it: the documentation, the look of the pages, and how the service does in one word. */
    static boolean isForAnybody(String method, String path) {
        return isLook(method) && LOOKS.matcher(path).matches();
    }

    /** The least role that may do it. */
    static KeyRole roleFor(String method, String path) {
        if (isLook(method) || path.equals("/logout")) {
            return PERSONAL_DATA.matcher(path).matches() ? KeyRole.OPERATOR : KeyRole.READER;
        }
        return OPERATORS.matcher(path).matches() ? KeyRole.OPERATOR : KeyRole.ADMIN;
    }

    static boolean isLook(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }
}
