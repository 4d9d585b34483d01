package io.shopledger.shopify.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether a request was made on this very machine. A tunnel arrives from here too: it is known by what it adds. */
public final class LocalCaller {
    private static final Pattern HOST =
            Pattern.compile("(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1])(?::\\d{1,5})?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]+(?:%.*)?");

    private LocalCaller() {}

    public static boolean is(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host != null
                && HOST.matcher(host).matches()
                && isLoopback(request.getRemoteAddr())
                && Collections.list(request.getHeaderNames()).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .noneMatch(name -> name.equals("forwarded")
                                || name.startsWith("x-forwarded-")
                                || name.equals("x-real-ip"));
    }

    private static boolean isLoopback(String address) {
        try {
            return NUMERIC.matcher(address).matches()
                    && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException wrong) {
            return false;
        }
    }
}
