package io.shopledger.query.projection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which projections' tables are frozen: the code is of another version than what filled them, and a rebuild makes new ones.
 * Asked with every answer, looked up once a second.
 */
@Component
public class ServedVersions {
    private static final long KEPT_NANOS = 1_000_000_000L;

    private final JdbcTemplate jdbc;
    private volatile Known known = new Known(Map.of(), System.nanoTime() - KEPT_NANOS);

    private record Known(Map<String, Instant> frozen, long at) {}

    ServedVersions(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @return by projection, until when what was appended is in its tables; those that are up to date are left out */
    public Map<String, Instant> frozen() {
        if (System.nanoTime() - known.at() >= KEPT_NANOS) {
            try {
                known = new Known(now(), System.nanoTime());
            } catch (DataAccessException unreachable) {
                return known.frozen(); // whoever asks the tables is told
            }
        }
        return known.frozen();
    }

    /** The same, as of this moment. */
    public Optional<Instant> frozenNow(String projection) {
        return Optional.ofNullable(now().get(projection));
    }

    private Map<String, Instant> now() {
        Map<String, Instant> frozen = new TreeMap<>();
        jdbc.query("select projection, data_as_of from public.projection_version where data_as_of is not null", row -> {
            frozen.put(
                    row.getString("projection"),
                    row.getObject("data_as_of", OffsetDateTime.class).toInstant());
        });
        return frozen;
    }
}
