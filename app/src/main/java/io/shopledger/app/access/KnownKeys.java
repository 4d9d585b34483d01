package io.shopledger.app.access;

import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The good keys as of a second or two ago, in memory: no request waits for the database to know its caller. */
@Component
class KnownKeys {
    private volatile @Nullable Map<String, ApiKey> byHash;

    /** Whether it is known yet which keys there are. */
    boolean areLoaded() {
        return byHash != null;
    }

    /** Whether there is a good key, so that all but the open doors need one. */
    boolean any() {
        Map<String, ApiKey> known = byHash;
        return known != null && !known.isEmpty();
    }

    @Nullable
    ApiKey of(String token) {
        Map<String, ApiKey> known = byHash;
        return known == null ? null : known.get(HexFormat.of().formatHex(Secret.hash(token)));
    }

    void are(Map<String, ApiKey> keys) {
        byHash = Map.copyOf(keys);
    }
}
