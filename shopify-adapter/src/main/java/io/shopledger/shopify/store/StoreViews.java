package io.shopledger.shopify.store;

import io.shopledger.StoreId;
import io.shopledger.shopify.graphql.ParkedReason;
import io.shopledger.shopify.http.NotPossible;
import io.shopledger.store.Stores;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stores as people see them. */
@Component
public class StoreViews {
    private final StoreTable table;
    private final AppSettings app;

    StoreViews(StoreTable table, AppSettings app) {
        this.table = table;
        this.app = app;
    }

    /**
     * A store without its secrets.
     *
     * @param shopId Shopify's, such as {@code gid://shopify/Shop/1}; absent until Shopify could be asked
     * @param status {@code connected}, {@code unverified}, {@code parked} or {@code disconnected}
     * @param statusReason why it is parked or disconnected
     * @param statusDetail what that means for its syncs and writes, and what to do; absent of a connected store
     * @param generation counts the installations, from 1
     * @param accessEndsAt when the merchant has to grant access anew, unless it is renewed before, which happens by itself;
     *     absent where it does not end
     */
    public record StoreView(
            long id,
            String storeDomain,
            @Nullable String name,
            @Nullable String shopId,
            @Nullable String currency,
            @Nullable String timeZone,
            String status,
            @Nullable String statusReason,
            @Nullable String statusDetail,
            int generation,
            boolean privateApp,
            Instant connectedAt,
            @Nullable Instant disconnectedAt,
            @Nullable Instant accessEndsAt,
            Capabilities scopes) {}

    List<StoreView> all() {
        return table.all().stream().map(this::view).toList();
    }

    /** @throws NotPossible where there is no such store */
    public StoreView one(long id) {
        Optional<StoreRow> row = id < 1 ? Optional.empty() : table.find(new StoreId(id));
        return row.map(this::view).orElseThrow(() -> NotPossible.notFound(Stores.unknown(id)));
    }

    private StoreView view(StoreRow row) {
        return new StoreView(
                row.id().value(),
                row.domain(),
                row.name(),
                row.shopGid(),
                row.currency(),
                row.timeZone(),
                row.status().word(),
                row.statusReason(),
                detail(row),
                row.generation(),
                row.privateApp(),
                row.connectedAt(),
                row.disconnectedAt(),
                row.refreshExpiresAt(),
                Capabilities.of(row.scopes(), app.scopes()));
    }

    private static @Nullable String detail(StoreRow row) {
        return switch (row.status()) {
            case CONNECTED -> null;
            case UNVERIFIED ->
                "Shopify could not be asked about this store yet. It is asked every minute; until it answers no"
                        + " scheduled sync of the store begins.";
            case PARKED -> parked(row.statusReason());
            case DISCONNECTED ->
                "What is known of the store stays; no sync or product write of it is taken. Connect it again: POST"
                        + " /api/v1/stores.";
        };
    }

    private static String parked(@Nullable String code) {
        String why = Arrays.stream(ParkedReason.values())
                .filter(reason -> reason.code().equals(code))
                .map(reason -> reason.message() + ". ")
                .findFirst()
                .orElse("");
        return why + "It is tried again every minute; until it answers no scheduled sync of the store begins, and what"
                + " was asked of it waits.";
    }
}
