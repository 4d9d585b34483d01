package io.shopledger.app.access;

import io.shopledger.app.CannotRun;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules while there are no API keys: everything for callers on this machine, Shopify's two doors for all others. */
public final class ProtectedMode {
    /** No dot, percent sign or semicolon: such a path cannot mean another one to whoever reads it after us. */
    private static final Pattern OPEN = Pattern.compile("/webhooks(?:/[A-Za-z0-9_-]+)*/?|/api/v1/auth/oauth/callback");

    private static final Pattern WEBHOOKS = Pattern.compile("/webhooks(?:/.*)?");

    private ProtectedMode() {}

    /** @throws CannotRun for an address that is none of this machine's */
    public static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new CannotRun(
                    "There is no address %s here. Choose another with --server.address.".formatted(address), unknown);
        }
    }

    /** The refusal of an address that others could reach. */
    public static CannotRun noKeys(String address) {
        return new CannotRun(("There are no API keys yet, so anybody who reaches %s could read and change everything."
                        + " Make one: java -jar shopledger.jar keys create --role=admin --name=first; or listen on"
                        + " 127.0.0.1 (the default), where a tunnel or proxy on this machine may pass on /webhooks.")
                .formatted(address));
    }

    /** @return why the request is refused, or null where it may pass */
    static @Nullable Refusal judge(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!OPEN.matcher(path).matches() && !isLocal(request)) {
            return Refusal.NOT_LOCAL;
        }
        if (changes(request.getMethod()) && !isForDeliveries(request) && isForeign(request)) {
            return Refusal.FOREIGN_ORIGIN;
        }
        return null;
    }

    /** A tunnel arrives from loopback too: it is known by what it adds, and by the name it was called under. */
    static boolean isLocal(HttpServletRequest request) {
        return Loopback.isAddress(request.getRemoteAddr())
                && Loopback.isHost(request.getHeader("Host"))
                && Collections.list(request.getHeaderNames()).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .noneMatch(name -> name.equals("forwarded")
                                || name.startsWith("x-forwarded-")
                                || name.equals("x-real-ip"));
    }

    static boolean isForDeliveries(HttpServletRequest request) {
        return WEBHOOKS.matcher(request.getRequestURI()).matches();
    }

    static boolean changes(String method) {
        return !method.equals("GET") && !method.equals("HEAD") && !method.equals("OPTIONS");
    }

    /** Sent by a browser on behalf of a page that is not ours. */
    static boolean isForeign(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin != null) {
            String own = request.getHeader("Host");
            return own == null
                    || !(origin.equalsIgnoreCase("http://" + own) || origin.equalsIgnoreCase("https://" + own));
        }
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }
}
