package io.shopledger.app.access;

/** Why a request is not let in, as {@code application/problem+json} (RFC 9457). */
enum Refusal {
    NOT_LOCAL(
            "not-local",
            "Only for callers on this machine",
            "Shopledger runs in protected mode, without API keys: from elsewhere, or through a proxy or tunnel, only"
                    + " /webhooks and the OAuth callback answer. Call it on its own machine, as http://127.0.0.1 or"
                    + " http://localhost and without Forwarded, X-Forwarded-* or X-Real-IP headers."),
    FOREIGN_ORIGIN(
            "foreign-origin",
            "Sent by another site's page",
            "A browser sent this for a page that is not Shopledger's own. Use Shopledger's pages under the address shown"
                    + " in the browser, or call the API from a program, without an Origin header.");

    private final String type;
    private final String title;
    private final String detail;

    Refusal(String type, String title, String detail) {
        this.type = type;
        this.title = title;
        this.detail = detail;
    }

    /** Of status 403. */
    String json() {
        return "{\"type\":\"urn:shopledger:problem:%s\",\"title\":\"%s\",\"status\":403,\"detail\":\"%s\"}"
                .formatted(type, title, detail);
    }
}
