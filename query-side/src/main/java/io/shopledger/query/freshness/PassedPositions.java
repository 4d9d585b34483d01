package io.shopledger.query.freshness;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * How far each segment of a projection is, told by the process that works on it for others that wait for it. Axon writes a
 * token only every few seconds while nothing that comes by concerns the segment.
 */
@Component
class PassedPositions {
    private static final String TOLD = "select segment, position from public.projection_position where projection = ?";

    /** The greater one wins: two processes may have told of a segment that went from one to the other. */
    private static final String TELL = """
            insert into public.projection_position as p (projection, segment, position) values (?, ?, ?)
            on conflict (projection, segment) do update set position = excluded.position
             where p.position < excluded.position
            """;

    private final JdbcTemplate jdbc;

    PassedPositions(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @return by segment; empty where nobody told */
    Map<Integer, Long> of(String projection) {
        Map<Integer, Long> found = new TreeMap<>();
        jdbc.query(
                TOLD,
                row -> {
                    found.put(row.getInt("segment"), row.getLong("position"));
                },
                projection);
        return found;
    }

    /** @param positions by segment, all of them behind what is committed */
    void tell(String projection, Map<Integer, Long> positions) {
        positions.forEach((segment, position) -> jdbc.update(TELL, projection, segment, position));
    }
}
