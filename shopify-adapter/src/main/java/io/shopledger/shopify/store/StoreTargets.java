package io.shopledger.shopify.store;

import io.shopledger.StoreId;
import io.shopledger.shopify.graphql.ParkedReason;
import io.shopledger.shopify.graphql.ShopifyFailure.Parked;
import io.shopledger.shopify.graphql.Target;
import io.shopledger.shopify.graphql.Targets;
import io.shopledger.shopify.vault.StoreSecrets;
import io.shopledger.shopify.vault.StoreSecrets.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The stores' addresses and tokens. One that ends is renewed before, where it can be. */
@Component
class StoreTargets implements Targets {
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final StoreTable table;
    private final StoreSecrets secrets;
    private final TokenRenewal renewal;
    private final Clock clock;

    StoreTargets(StoreTable table, StoreSecrets secrets, TokenRenewal renewal, Clock clock) {
        this.table = table;
        this.secrets = secrets;
        this.renewal = renewal;
        this.clock = clock;
    }

    @Override
    public Target of(StoreId store) {
        StoreRow row = table.find(store).orElseThrow(() -> new Parked(ParkedReason.NO_TOKEN));
        if (row.status() == StoreStatus.DISCONNECTED) {
            throw new Parked(ParkedReason.DISCONNECTED);
        }
        String token = token(row);
        if ((token == null || endsSoon(row)) && renewal.canRenew(row)) {
            return new Target(row.domain(), renewal.renewed(row, token), scopes(row));
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
            String token = renewal.canRenew(row) ? renewal.renewed(row, refused.token()) : token(row);
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

    @Nullable
    String token(StoreRow row) {
        return row.status() == StoreStatus.DISCONNECTED ? null : secrets.newest(row.id(), Kind.ACCESS_TOKEN);
    }

    private boolean endsSoon(StoreRow row) {
        Instant end = row.tokenExpiresAt();
        return end != null && end.minus(AHEAD).isBefore(clock.instant());
    }

    private static List<String> scopes(StoreRow row) {
        return row.scopes() == null ? List.of() : row.scopes();
    }
}
