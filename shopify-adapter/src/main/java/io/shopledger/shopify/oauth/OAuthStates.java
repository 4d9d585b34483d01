package io.shopledger.shopify.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Table {@code ledger.oauth_state}: each state serves once, for a short while, one shop, and whoever asked for it. */
@Component
class OAuthStates {
    static final Duration LIFE = Duration.ofMinutes(10);
    private static final int BYTES = 32;

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    OAuthStates(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param askedBy a secret of whoever asks, such as a cookie; absent where there is none */
    String begin(String shop, @Nullable String askedBy) {
        jdbc.update("delete from ledger.oauth_state where expires_at < ?", now());
        String state = secret();
        jdbc.update(
                "insert into ledger.oauth_state (state_hash, shop, asked_by, expires_at) values (?, ?, ?, ?)",
                hash(state),
                shop,
                askedBy == null ? null : hash(askedBy),
                now().plus(LIFE));
        return state;
    }

    /**
     * Uses the state up, whatever the answer.
     *
     * @param secrets those that whoever comes back can show
     * @return whether it was ours, for this shop, and asked for by whoever comes back
     */
    boolean use(String state, String shop, List<String> secrets) {
        List<Boolean> found = jdbc.query(
                "delete from ledger.oauth_state where state_hash = ? returning shop, asked_by, expires_at >= ?",
                (row, n) -> row.getString(1).equals(shop) && row.getBoolean(3) && isAskedBy(row.getBytes(2), secrets),
                hash(state),
                now());
        return found.contains(true);
    }

    String secret() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static boolean isAskedBy(byte @Nullable [] askedBy, List<String> secrets) {
        return askedBy == null || secrets.stream().anyMatch(one -> MessageDigest.isEqual(hash(one), askedBy));
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
