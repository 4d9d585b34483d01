package io.shopledger.app.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/** The cookies of our pages, and the token that a page's form shows beside them. */
final class SessionCookie {
    static final String SESSION = "shopledger_session";
    /** For the login form, which has no session yet. */
    static final String LOGIN = "shopledger_login";

    static final String FIELD = "_csrf";
    private static final String HEADER = "X-CSRF-Token";

    private SessionCookie() {}

    static @Nullable String read(HttpServletRequest request, String name) {
        if (request.getCookies() != null) {
            for (Cookie cookie : request.getCookies()) {
                if (cookie.getName().equals(name)) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }

    /** @param life zero to take it away */
    static String header(HttpServletRequest request, String name, String value, Duration life) {
        return ResponseCookie.from(name, value)
                .path("/")
                .httpOnly(true)
                .secure(isEncrypted(request))
                .sameSite("Lax")
                .maxAge(life)
                .build()
                .toString();
    }

    /** Another site's page can neither read nor guess it; it is of the session, and does not tell its token. */
    static String formToken(String session) {
        return HexFormat.of().formatHex(Secret.hash("form " + session));
    }

    /** Whether a page of ours sent it: a form by its token, a script by that or by what the browser says of its page. */
    static boolean isFromOurPage(HttpServletRequest request, String session) {
        return (request.getContentType() == null && isOfOneOrigin(request)) || showsFormToken(request, session);
    }

    /** The gate has refused another origin before. */
    private static boolean isOfOneOrigin(HttpServletRequest request) {
        return request.getHeader("Origin") != null || "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
    }

    static boolean showsFormToken(HttpServletRequest request, String session) {
        String header = request.getHeader(HEADER);
        String type = request.getContentType();
        boolean form = type != null && type.startsWith("application/x-www-form-urlencoded");
        String shown = header == null && form ? request.getParameter(FIELD) : header;
        return shown != null
                && MessageDigest.isEqual(
                        formToken(session).getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    /** What a proxy or browser says of it is believed here only: it makes the cookie stricter, at worst unusable. */
    private static boolean isEncrypted(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return request.isSecure()
                || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"))
                || (origin != null && origin.startsWith("https:"));
    }
}
