package io.shopledger.simulator.graphql;

/** Why a field is not answered, with Shopify's code. */
final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    private Complaint(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static Complaint of(String code, String message) {
        return new Complaint(code, message);
    }

    static Complaint noWindow() {
        return of("BAD_REQUEST", "you must provide one of first or last");
    }

    static Complaint badId(String id) {
        return of("RESOURCE_NOT_FOUND", "Invalid global id '%s'".formatted(id));
    }

    String code() {
        return code;
    }

    String text() {
        return getMessage() == null ? code : getMessage();
    }
}
