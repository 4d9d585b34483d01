package io.shopledger.query.projection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which version of its code filled each projection's tables. Those that are frozen, for newer code's rebuild makes new ones,
 * are asked for with every answer and looked up once a second.
 */
@Component
public class ServedVersions {
    private static final long KEPT_NANOS = 1_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(ServedVersions.class);

    private final JdbcTemplate jdbc;
    private final ObjectProvider<Projection> projections;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Map<String, Integer> own;
    private volatile Known known = new Known(Map.of(), System.nanoTime() - KEPT_NANOS);

    private record Known(Map<String, Instant> frozen, long at) {}

    ServedVersions(JdbcTemplate jdbc, ObjectProvider<Projection> projections) {
        this.jdbc = jdbc;
        this.projections = projections;
    }

    /**
     * Asked by whatever writes served rows, in its transaction, until whose end the answer holds.
     *
     * @return the version that filled the tables, where it is not this code's, which then must not write them
     */
    public OptionalInt ofOtherCode(String projection) {
        OptionalInt ours = own(projection);
        if (ours.isEmpty()) {
            return OptionalInt.empty();
        }
        OptionalInt other = jdbc
                .queryForList(
                        "select version from public.projection_version where projection = ? for share",
                        Integer.class,
                        projection)
                .stream()
                .mapToInt(Integer::intValue)
                .filter(version -> version != ours.getAsInt())
                .findFirst();
        if (other.isEmpty()) {
            waiting.remove(projection);
        } else if (waiting.add(projection)) {
            LOG.warn(
                    "The tables of {} were filled by version {} of its code, this is version {}: it waits, and writes nothing",
                    projection,
                    other.getAsInt(),
                    ours.getAsInt());
        }
        return other;
    }

    /** @return by projection, which version filled its tables, where that is another than this code's and they are not frozen */
    public Map<String, Integer> ofOtherCode() {
        Map<String, Integer> other = new TreeMap<>();
        jdbc.query("select projection, version from public.projection_version where data_as_of is null", row -> {
            OptionalInt own = own(row.getString("projection"));
            if (own.isPresent() && own.getAsInt() != row.getInt("version")) {
                other.put(row.getString("projection"), row.getInt("version"));
            }
        });
        return other;
    }

    private OptionalInt own(String projection) {
        Map<String, Integer> all = own;
        if (all == null) { // not before all of them are there
            all = projections.stream().collect(Collectors.toMap(Projection::name, Projection::version));
            own = all;
        }
        Integer version = all.get(projection);
        return version == null ? OptionalInt.empty() : OptionalInt.of(version);
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
