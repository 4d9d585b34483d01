package io.shopledger.shopify.store;

import io.shopledger.shopify.governor.Waiting;
import io.shopledger.shopify.graphql.ParkedReason;
import io.shopledger.shopify.graphql.ShopifyFailure;
import io.shopledger.shopify.graphql.ShopifyFailure.Parked;
import io.shopledger.shopify.graphql.ShopifyFailure.Refused;
import io.shopledger.shopify.graphql.ShopifyFailure.Unreachable;
import io.shopledger.shopify.oauth.GrantedToken;
import io.shopledger.shopify.oauth.TokenGrants;
import io.shopledger.shopify.store.StoreTable.Ends;
import io.shopledger.shopify.vault.StoreSecrets;
import io.shopledger.shopify.vault.StoreSecrets.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Renews a store's token: of all processes one at a time, for Shopify makes each refresh token void by the next. Both new
 * tokens are kept in one transaction. The refresh token before stays: where Shopify's answer was lost, it serves again.
 */
@Component
class TokenRenewal {
    /** Longer than a call to Shopify may take. */
    private static final Duration TIME = Duration.ofSeconds(100);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final StoreTable table;
    private final StoreSecrets secrets;
    private final TokenGrants grants;
    private final TransactionTemplate transaction;
    private final Waiting waiting;
    private final Clock clock;

    TokenRenewal(
            StoreTable table,
            StoreSecrets secrets,
            TokenGrants grants,
            TransactionTemplate transaction,
            Waiting waiting,
            Clock clock) {
        this.table = table;
        this.secrets = secrets;
        this.grants = grants;
        this.transaction = transaction;
        this.waiting = waiting;
        this.clock = clock;
    }

    /** @return whether a token that ends can be renewed without anybody doing something */
    boolean canRenew(StoreRow row) {
        return row.wayIn() == WayIn.CLIENT_CREDENTIALS
                || row.wayIn() == WayIn.OAUTH
                        && !secrets.valid(row.id(), Kind.REFRESH_TOKEN).isEmpty();
    }

    /**
     * @param old the token that is not good any more, or not for long; where somebody has renewed it already, the new one serves
     * @throws Parked where Shopify gives no new one
     * @throws ShopifyFailure where it could not be asked, and the old one is not good any more
     */
    String renewed(StoreRow row, @Nullable String old) {
        long tries = TIME.dividedBy(LOOK_AGAIN);
        for (long attempt = 0; attempt < tries; attempt++) {
            StoreRow now = table.find(row.id()).orElse(row);
            String token = secrets.newest(row.id(), Kind.ACCESS_TOKEN);
            if (now.status() == StoreStatus.DISCONNECTED) {
                throw new Parked(ParkedReason.DISCONNECTED);
            }
            boolean renewedMeanwhile = !Objects.equals(now.tokenExpiresAt(), row.tokenExpiresAt());
            if (token != null && (renewedMeanwhile || !token.equals(old))) {
                return token;
            }
            if (table.mayRenew(row.id(), TIME)) {
                return renew(now, token);
            }
            if (token != null && isGood(now)) {
                return token;
            }
            pause();
        }
        throw new Unreachable(
                "Another process renews the store's access token, and does not come to an end", null, null);
    }

    private String renew(StoreRow row, @Nullable String token) {
        try {
            GrantedToken granted = granted(row);
            transaction.executeWithoutResult(status -> {
                secrets.put(row.id(), Kind.ACCESS_TOKEN, granted.accessToken());
                if (granted.refreshToken() != null) {
                    secrets.put(row.id(), Kind.REFRESH_TOKEN, granted.refreshToken());
                }
                table.renewed(row.id(), Ends.of(granted, clock.instant()));
            });
            return granted.accessToken();
        } catch (Refused refused) {
            table.doesNotRenew(row.id());
            table.status(row.id(), StoreStatus.PARKED, ParkedReason.TOKEN_REFUSED.code());
            throw new Parked(ParkedReason.TOKEN_REFUSED);
        } catch (ShopifyFailure down) {
            table.doesNotRenew(row.id());
            if (token != null && isGood(row)) {
                return token; // for some minutes yet
            }
            throw down;
        }
    }

    private GrantedToken granted(StoreRow row) {
        String key = row.apiKey();
        String secret = secrets.newest(row.id(), Kind.APP_SECRET);
        if (key == null || secret == null) {
            throw new Parked(ParkedReason.NO_TOKEN);
        }
        if (row.wayIn() == WayIn.CLIENT_CREDENTIALS) {
            return grants.clientCredentials(row.domain(), key, secret);
        }
        Refused refused = new Refused("No refresh token is known");
        List<String> known = secrets.valid(row.id(), Kind.REFRESH_TOKEN);
        for (String refreshToken : known.subList(0, Math.min(2, known.size()))) { // the current one, and the one before
            try {
                return grants.refreshed(row.domain(), key, secret, refreshToken);
            } catch (Refused no) {
                refused = no;
            }
        }
        throw refused;
    }

    private boolean isGood(StoreRow row) {
        return row.tokenExpiresAt() == null || row.tokenExpiresAt().isAfter(clock.instant());
    }

    private void pause() {
        try {
            waiting.pause(LOOK_AGAIN);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Unreachable("The call was given up: the service stops", null, stopping);
        }
    }
}
