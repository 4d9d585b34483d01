package io.shopledger.simulator.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A way in which a delivery goes wrong. */
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
    OLD_SECRET;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Fault> named(String wire) {
        return Arrays.stream(values())
                .filter(fault -> fault.wire().equals(wire))
                .findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Fault::wire).toList();
    }
}
