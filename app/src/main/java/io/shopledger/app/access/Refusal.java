package io.shopledger.app.access;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Why a request is not let in, as {@code application/problem+json} (RFC 9457). */
enum Refusal {
    NOT_LOCAL(
            403,
            "not-local",
            "Only for callers on this machine",
            "Shopledger runs in protected mode, without API keys: from elsewhere, or through a proxy or tunnel, only"
                    + " /webhooks and the OAuth callback answer. Call it on its own machine, as http://127.0.0.1 or"
                    + " http://localhost and without Forwarded, X-Forwarded-* or X-Real-IP headers; or make an API key:"
                    + " java -jar shopledger.jar keys create."),
    FOREIGN_ORIGIN(
            403,
            "foreign-origin",
            "Sent by another site's page",
            "A browser sent this for a page that is not Shopledger's own. Use Shopledger's pages under the address shown"
                    + " in the browser, or call the API from a program, without an Origin header."),
    NO_API_HERE(
            404,
            "no-api-here",
            "No API here",
            "This process does not have the role api. Ask one that has; this one tells /health, /metrics and /monitor."),
    STARTING(
            503,
            "starting",
            "Not ready yet",
            "It is not known yet which API keys there are. Try again in a few seconds."),
    NO_KEY(
            401,
            "key-missing",
            "An API key is needed",
            "Send one as Authorization: Bearer shopledger_…; whoever runs Shopledger makes it by"
                    + " java -jar shopledger.jar keys create."),
    UNKNOWN_KEY(
            401,
            "key-unknown",
            "No such API key",
            "The key in the Authorization header is not one of ours, or was revoked. Send a good one as"
                    + " Authorization: Bearer shopledger_…; java -jar shopledger.jar keys list tells which there are."),
    NEEDS_OPERATOR(
            403,
            "role-too-low",
            "The key's role does not allow this",
            "A key of role reader only reads; this needs role operator or admin. Send such a key."),
    NEEDS_ADMIN(
            403,
            "role-too-low",
            "The key's role does not allow this",
            "This needs a key of role admin. Send such a key."),
    NO_CONTENT_TYPE(
            415,
            "unsupported-media-type",
            "The body's type is none",
            "Content-Type has a star, so it names no type; send Content-Type: application/json."),
    TOO_LARGE(
            413,
            "too-large",
            "The body is too large",
            "The body of this call may have %d MB at most. Send less at once: products, for instance, in several calls."),
    TOO_MANY_REQUESTS(
            429,
            "too-many-requests",
            "Too many requests",
            "This key has made more than %d requests in a minute. Wait as many seconds as Retry-After says, and ask less"
                    + " often; whoever runs Shopledger sets the number by SHOPLEDGER_RATE_LIMIT."),
    TOO_MANY_WRONG_KEYS(
            429,
            "too-many-wrong-keys",
            "Too many wrong keys",
            "More than %d wrong keys came from this address in a minute. Wait as many seconds as Retry-After says, then"
                    + " send a good one; java -jar shopledger.jar keys list tells which there are."),
    NO_FORM_TOKEN(
            403,
            "form-token-missing",
            "Not sent by our page",
            "With a browser's session, what changes something needs the page's token: the field _csrf, or the header"
                    + " X-CSRF-Token. Load the page again and repeat; programs send a key instead."),
    UNKNOWN_HOST(
            403,
            "unknown-host",
            "Called under a name that is not ours",
            "The Host header is none of the names in SHOPLEDGER_PUBLIC_HOSTS. Use one of those, or add this one there.");

    private final int status;
    private final String type;
    private final String title;
    private final String detail;

    Refusal(int status, String type, String title, String detail) {
        this.status = status;
        this.type = type;
        this.title = title;
        this.detail = detail;
    }

    boolean isForWantOfAKey() {
        return status == HttpServletResponse.SC_UNAUTHORIZED;
    }

    /** @param told what the detail leaves open */
    void answer(HttpServletResponse response, Object... told) throws IOException {
        byte[] body = "{\"type\":\"urn:shopledger:problem:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(type, title, status, detail.formatted(told))
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        if (status == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"Shopledger\"");
        }
        response.setContentType("application/problem+json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
