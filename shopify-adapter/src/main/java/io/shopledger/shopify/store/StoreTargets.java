package io.shopledger.shopify.store;

import io.shopledger.StoreId;
import io.shopledger.shopify.graphql.ParkedReason;
import io.shopledger.shopify.graphql.ShopifyFailure;
import io.shopledger.shopify.graphql.ShopifyFailure.Parked;
import io.shopledger.shopify.graphql.ShopifyFailure.Refused;
import io.shopledger.shopify.graphql.Target;
import io.shopledger.shopify.graphql.Targets;
import io.shopledger.shopify.oauth.GrantedToken;
import io.shopledger.shopify.oauth.TokenGrants;
import io.shopledger.shopify.vault.StoreSecrets;
import io.shopledger.shopify.vault.StoreSecrets.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The stores' addresses and tokens. One that was asked for with key and secret is asked for anew before it ends. */
@Component
class StoreTargets implements Targets {
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final StoreTable table;
    private final StoreSecrets secrets;
    private final TokenGrants grants;
    private final Clock clock;
    private final Map<StoreId, Object> oneAtATime = new ConcurrentHashMap<>();

    StoreTargets(StoreTable table, StoreSecrets secrets, TokenGrants grants, Clock clock) {
        this.table = table;
        this.secrets = secrets;
        this.grants = grants;
        this.clock = clock;
    }

    @Override
    public Target of(StoreId store) {
        StoreRow row = table.find(store).orElseThrow(() -> new Parked(ParkedReason.NO_TOKEN));
        if (row.status() == StoreStatus.DISCONNECTED) {
            throw new Parked(ParkedReason.DISCONNECTED);
        }
        String token = token(row);
        if (row.wayIn() == WayIn.CLIENT_CREDENTIALS && (token == null || endsSoon(row))) {
            return new Target(row.domain(), renewed(row, token), scopes(row));
        }
        if (token == null) {
            throw new Parked(ParkedReason.NO_TOKEN);
        }
        return new Target(row.domain(), token, scopes(row));
    }

    @Override
    public boolean renew(StoreId store, Target refused) {
        StoreRow row = table.find(store).orElse(null);
        if (row == null || row.status() == StoreStatus.DISCONNECTED) {
            return false;
        }
        try {
            String token = row.wayIn() == WayIn.CLIENT_CREDENTIALS ? renewed(row, refused.token()) : token(row);
            if (token != null && !token.equals(refused.token())) {
                return true;
            }
        } catch (Parked parked) {
            // said below
        }
        table.status(store, StoreStatus.PARKED, ParkedReason.TOKEN_REFUSED.code());
        return false;
    }

    @Override
    public void parked(StoreId store, ParkedReason reason) {
        if (reason.isPassing()) { // of the others the store's row says already what is to be said
            table.status(store, StoreStatus.PARKED, reason.code());
        }
    }

    /** @param old the token that is not good any more; where another thread has renewed it already, that one serves */
    private String renewed(StoreRow row, @Nullable String old) {
        synchronized (oneAtATime.computeIfAbsent(row.id(), id -> new Object())) {
            String now = token(row);
            if (now != null && !now.equals(old)) {
                return now;
            }
            String key = row.apiKey();
            String secret = newest(row.id(), Kind.APP_SECRET);
            if (key == null || secret == null || row.status() == StoreStatus.DISCONNECTED) {
                throw new Parked(ParkedReason.NO_TOKEN);
            }
            try {
                GrantedToken token = grants.clientCredentials(row.domain(), key, secret);
                secrets.put(row.id(), Kind.ACCESS_TOKEN, token.accessToken());
                table.tokenExpires(
                        row.id(),
                        token.expiresIn() == null ? null : clock.instant().plus(token.expiresIn()));
                return token.accessToken();
            } catch (Refused refused) {
                table.status(row.id(), StoreStatus.PARKED, ParkedReason.TOKEN_REFUSED.code());
                throw new Parked(ParkedReason.TOKEN_REFUSED);
            } catch (ShopifyFailure down) {
                if (now != null && !hasEnded(row)) {
                    return now; // it is good for some minutes yet
                }
                throw down;
            }
        }
    }

    private @Nullable String token(StoreRow row) {
        return row.status() == StoreStatus.DISCONNECTED ? null : newest(row.id(), Kind.ACCESS_TOKEN);
    }

    private @Nullable String newest(StoreId store, Kind kind) {
        return secrets.valid(store, kind).stream()
                .filter(secret -> !secret.isBlank())
                .findFirst()
                .orElse(null);
    }

    private boolean endsSoon(StoreRow row) {
        Instant end = row.tokenExpiresAt();
        return end != null && end.minus(AHEAD).isBefore(clock.instant());
    }

    private boolean hasEnded(StoreRow row) {
        Instant end = row.tokenExpiresAt();
        return end != null && end.isBefore(clock.instant());
    }

    private static List<String> scopes(StoreRow row) {
        return row.scopes() == null ? List.of() : row.scopes();
    }
}
