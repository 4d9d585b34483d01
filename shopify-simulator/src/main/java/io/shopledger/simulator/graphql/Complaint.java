package io.shopledger.simulator.graphql;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a field is not answered, with Shopify's code. */
final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final transient @Nullable String requiredAccess;

    private Complaint(String code, String message, @Nullable String requiredAccess) {
        super(message, null, false, false);
        this.code = code;
        this.requiredAccess = requiredAccess;
    }

    static Complaint of(String code, String message) {
        return new Complaint(code, message, null);
    }

    /** @param required such as {@code `read_products` access scope.} */
    static Complaint denied(String field, String required) {
        return new Complaint(
                "ACCESS_DENIED",
                "Access denied for %s field. Required access: %s".formatted(field, required),
                required);
    }

    static Complaint noWindow() {
        return of("BAD_REQUEST", "you must provide one of first or last");
    }

    static Complaint badId(String id) {
        return of("RESOURCE_NOT_FOUND", "Invalid global id '%s'".formatted(id));
    }

    /** With the code, what Shopify says beside the message. */
    Map<String, Object> extensions() {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("code", code);
        if (requiredAccess != null) {
            extensions.put("documentation", "https://shopify.dev/api/usage/access-scopes");
            extensions.put("requiredAccess", requiredAccess);
        }
        return extensions;
    }

    String text() {
        return getMessage() == null ? code : getMessage();
    }
}
