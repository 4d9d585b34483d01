package io.shopledger.query.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.StoreId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads, for each type of sync a store ever had, how the latest went and when one last ended well. */
@Component
public class SyncHealth {
    /** A look at the newest of each type, and from there on at the failures since the last that ended well. */
    private static final String BY_TYPE = """
            with recursive types as (
                (select sync_type from shopify_syncs where store_id = ? order by sync_type limit 1)
                union all
                select (select s.sync_type from shopify_syncs s where s.store_id = ? and s.sync_type > t.sync_type
                        order by s.sync_type limit 1)
                  from types t where t.sync_type is not null)
            select t.sync_type, latest.sync_id, latest.status, latest.started_at, latest.records_processed,
                   good.completed_at as good_at,
                   (select count(*) from shopify_syncs f where f.store_id = ? and f.sync_type = t.sync_type
                       and f.status = 'failed' and f.started_at > coalesce(good.started_at, '-infinity')) as failures
              from types t
              cross join lateral (select * from shopify_syncs s where s.store_id = ? and s.sync_type = t.sync_type
                  order by started_at desc limit 1) latest
              left join lateral (select * from shopify_syncs s where s.store_id = ? and s.sync_type = t.sync_type
                  and s.status = 'completed' order by started_at desc limit 1) good on true
             order by 1
            """;

    private final JdbcTemplate jdbc;

    SyncHealth(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One type of sync.
     *
     * @param lastCompletedAt when one last ended well; absent where none ever did
     * @param failures how many failed since
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "SyncHealth")
    public record Line(
            @JsonProperty("sync_type") @Schema(example = "products")
            String syncType,

            @JsonProperty("latest_sync_id") UUID latestId,

            @JsonProperty("latest_status") @Schema(allowableValues = {"running", "completed", "failed", "cancelled"})
            String latestStatus,

            @JsonProperty("latest_started_at") Instant latestStartedAt,
            @JsonProperty("latest_records_processed") long latestRecords,

            @JsonProperty("last_completed_at")
            @Schema(nullable = true, description = "when one last ended well")
            @Nullable
            Instant lastCompletedAt,

            @JsonProperty("failures_since") @Schema(description = "how many failed since then")
            long failures) {}

    public List<Line> of(StoreId store) {
        long id = store.value();
        return jdbc.query(BY_TYPE, (row, number) -> line(row), id, id, id, id, id);
    }

    private static Line line(ResultSet row) throws SQLException {
        OffsetDateTime good = row.getObject("good_at", OffsetDateTime.class);
        return new Line(
                row.getString("sync_type"),
                row.getObject("sync_id", UUID.class),
                row.getString("status"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getLong("records_processed"),
                good == null ? null : good.toInstant(),
                row.getLong("failures"));
    }
}
