package io.shopledger.simulator.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A way in which a delivery, or a call of the Admin API, goes wrong. */
public enum Fault {
    /** It is sent twice, with the same ids and body. */
    DUPLICATE,
    /** It is held back for up to two seconds, so that later ones overtake it. */
    REORDER,
    /** It is held back for three to ten seconds. */
    DELAY,
    /** It is never sent. */
    DROP,
    /** Its first attempt carries a wrong signature, the next a right one. */
    WRONG_SIGNATURE,
    /** It is signed with the secret that was in use before the present one. */
    OLD_SECRET,
    /** A call finds the bucket empty, however full it is. */
    THROTTLE,
    /** A call is answered 500, and nothing was done. */
    HTTP_500_BEFORE,
    /** A call is answered 500 after what it asked for was done. */
    HTTP_500_AFTER,
    /** What a query asks for is read, and the answer held back until the fault ends. */
    HOLD_QUERY,
    /** What a mutation asks for is done, and the answer held back until the fault ends. */
    HOLD_MUTATION,
    /** {@code productSet} shows no product yet: what it asks for is done a second later. */
    UNDER_WAY,
    /** A look-up by handle finds nothing, as where a replica has not heard of the product yet. */
    LOOKUP_LAG,
    /** A page's nodes tell a time of their making that is none. */
    GARBLED,
    /** A call is answered 429, with {@code Retry-After: 2.0}. */
    TOO_MANY_REQUESTS,
    /** A call is answered by another version of the API than it asked for. */
    WRONG_VERSION,
    /** A call is answered as if its token were no longer good. */
    UNAUTHORIZED;

    public String wire() {
        return this == TOO_MANY_REQUESTS ? "429" : name().toLowerCase(Locale.ROOT);
    }

    /** With hyphens as well as with underscores. */
    public static Optional<Fault> named(String wire) {
        return Arrays.stream(values())
                .filter(fault -> fault.wire().equals(wire.replace('-', '_')))
                .findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Fault::wire).toList();
    }
}
