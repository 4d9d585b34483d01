package io.shopledger.shopify.store;

import io.shopledger.StoreId;
import io.shopledger.shopify.http.NotPossible;
import java.time.Instant;
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
     * @param generation counts the installations, from 1
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
            int generation,
            boolean privateApp,
            Instant connectedAt,
            @Nullable Instant disconnectedAt,
            Capabilities scopes) {}

    List<StoreView> all() {
        return table.all().stream().map(this::view).toList();
    }

    /** @throws NotPossible where there is no such store */
    public StoreView one(long id) {
        Optional<StoreRow> row = id < 1 ? Optional.empty() : table.find(new StoreId(id));
        return row.map(this::view)
                .orElseThrow(() -> NotPossible.notFound("There is no store " + id + ". See /api/v1/stores"));
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
                row.generation(),
                row.privateApp(),
                row.connectedAt(),
                row.disconnectedAt(),
                Capabilities.of(row.scopes(), app.scopes()));
    }
}
