package io.shopledger.app.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which names and addresses mean this very machine, without asking any name server. */
final class Loopback {
    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern HOST = Pattern.compile(
            "(?:localhost|127\\.%1$s\\.%1$s\\.%1$s|\\[::1])(?::\\d{1,5})?".formatted(BYTE), Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]+(?:%.*)?");

    private Loopback() {}

    /** A {@code Host} header, with any port. */
    static boolean isHost(@Nullable String header) {
        return header != null && HOST.matcher(header).matches();
    }

    /** The numeric address of a caller. */
    static boolean isAddress(@Nullable String numeric) {
        try {
            return numeric != null
                    && NUMERIC.matcher(numeric).matches()
                    && InetAddress.getByName(numeric).isLoopbackAddress();
        } catch (UnknownHostException wrong) {
            return false;
        }
    }
}
