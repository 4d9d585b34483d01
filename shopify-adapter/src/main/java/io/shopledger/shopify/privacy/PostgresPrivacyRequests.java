package io.shopledger.shopify.privacy;

import io.shopledger.StoreId;
import io.shopledger.privacy.PrivacyRequest;
import io.shopledger.privacy.PrivacyRequest.Kind;
import io.shopledger.privacy.PrivacyRequest.Proof;
import io.shopledger.privacy.PrivacyRequests;
import io.shopledger.shopify.observation.Heard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Table {@code ledger.privacy_request}. */
@Component
class PostgresPrivacyRequests implements PrivacyRequests {
    private static final String ADD = """
            insert into ledger.privacy_request (delivery, store_id, kind, shopify_id, customer_id, subjects, note,
                   received_at, due_at, done_at, done_by)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (delivery) do nothing
            """;

    private static final String ROWS = """
            select r.*, e.erased, e.keys_destroyed, e.bodies_dropped
              from ledger.privacy_request r
              left join lateral (
                   select count(*) filter (where done_at is not null) as erased, sum(keys_destroyed) as keys_destroyed,
                          sum(bodies_dropped) as bodies_dropped
                     from ledger.erasure where subject = any(r.subjects) and r.kind <> 'data_request') e on true
            """;

    /** A redaction is done when all that it concerns is erased; a request for data when a person says so. */
    private static final String DONE = """
            update ledger.privacy_request r set done_at = now(), done_by = 'shopledger'
             where done_at is null and kind <> 'data_request'
               and not exists (
                   select from unnest(r.subjects) named(stream)
                    where not exists (
                          select from ledger.erasure e where e.subject = named.stream and e.done_at is not null))
            """;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    PostgresPrivacyRequests(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param note where there is nothing to do: then it is done. @return whether it is new */
    boolean add(long delivery, Heard heard, Demand demand, List<String> subjects, @Nullable String note) {
        OffsetDateTime done = note == null ? null : utc(clock.instant());
        return jdbc.update(
                        ADD,
                        delivery,
                        heard.store().value(),
                        demand.kind().word(),
                        demand.requestId(),
                        demand.customer(),
                        subjects.toArray(String[]::new),
                        note,
                        utc(heard.heardAt()),
                        utc(heard.heardAt().plus(TERM)),
                        done,
                        done == null ? null : "shopledger")
                == 1;
    }

    /** Ends those of which all is erased. */
    void endErased() {
        jdbc.update(DONE);
    }

    @Override
    public List<PrivacyRequest> of(StoreId store, long before, int limit) {
        return jdbc.query(
                ROWS + " where r.store_id = ? and r.id < ? order by r.id desc limit ?",
                (row, n) -> row(row),
                store.value(),
                before,
                limit);
    }

    @Override
    public Optional<PrivacyRequest> find(long id) {
        return jdbc.query(ROWS + " where r.id = ?", (row, n) -> row(row), id).stream()
                .findFirst();
    }

    @Override
    public void done(long id, String by) {
        jdbc.update(
                "update ledger.privacy_request set done_at = ?, done_by = ?"
                        + " where id = ? and done_at is null and kind = 'data_request'",
                utc(clock.instant()),
                by,
                id);
    }

    @Override
    public long overdue() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from ledger.privacy_request where done_at is null and received_at < ?",
                Long.class,
                utc(clock.instant().minus(ALARM))));
    }

    private static PrivacyRequest row(ResultSet row) throws SQLException {
        long customer = row.getLong("customer_id");
        return new PrivacyRequest(
                row.getLong("id"),
                new StoreId(row.getLong("store_id")),
                kind(row.getString("kind")),
                customer == 0 ? null : customer,
                List.of((String[]) row.getArray("subjects").getArray()),
                row.getString("note"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("done_at", OffsetDateTime.class)),
                row.getString("done_by"),
                new Proof(row.getInt("erased"), row.getInt("keys_destroyed"), row.getInt("bodies_dropped")));
    }

    private static Kind kind(String word) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
