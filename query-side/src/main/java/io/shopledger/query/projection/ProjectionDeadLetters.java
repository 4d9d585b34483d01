package io.shopledger.query.projection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What projections could not use and have set aside, with the events of the same entity that wait behind it. Read here
 * and not by Axon's queue, whose pages miss all but the first ten entities in this version (its issue 4544).
 */
@Component
public class ProjectionDeadLetters {
    private static final String LETTERS = """
            select d.*, (select count(*) from public.dead_letter_entry b
                where b.processing_group = d.processing_group and b.sequence_identifier = d.sequence_identifier
                    and b.sequence_index > d.sequence_index) as behind
            from public.dead_letter_entry d where d.processing_group = ?
            """;

    private static final String FIRST = """
             and d.sequence_index = (select min(f.sequence_index) from public.dead_letter_entry f
                where f.processing_group = d.processing_group and f.sequence_identifier = d.sequence_identifier)
            """;

    private final JdbcTemplate jdbc;

    ProjectionDeadLetters(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @return how many events are set aside, those that wait behind others included */
    public long of(String projection) {
        Long count = jdbc.queryForObject(
                "select count(*) from public.dead_letter_entry where processing_group = ?", Long.class, projection);
        return count == null ? 0 : count;
    }

    /** @return of each entity the letter that holds back the others, by entity */
    public List<ProjectionDeadLetter> heads(String projection, String afterEntity, int limit) {
        return jdbc.query(
                LETTERS + FIRST + " and d.sequence_identifier > ? order by d.sequence_identifier limit ?",
                ProjectionDeadLetters::letter,
                projection,
                afterEntity,
                limit);
    }

    Optional<ProjectionDeadLetter> find(String projection, String id) {
        return jdbc
                .query(LETTERS + " and d.dead_letter_identifier = ?", ProjectionDeadLetters::letter, projection, id)
                .stream()
                .findFirst();
    }

    /** @return the entity's letters, in the order of its events */
    List<ProjectionDeadLetter> ofEntity(String projection, String entity, int limit) {
        return jdbc.query(
                LETTERS + " and d.sequence_identifier = ? order by d.sequence_index limit ?",
                ProjectionDeadLetters::letter,
                projection,
                entity,
                limit);
    }

    /** @return whether the entity is held back */
    public boolean anyOf(String projection, String entity) {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                select exists (select from public.dead_letter_entry
                    where processing_group = ? and sequence_identifier = ?)""", Boolean.class, projection, entity));
    }

    /** @return those that have letters, by their stream keys */
    public Set<String> entities(String projection) {
        return new TreeSet<>(jdbc.queryForList(
                "select distinct sequence_identifier from public.dead_letter_entry where processing_group = ?",
                String.class,
                projection));
    }

    /** @return how many there were */
    public int evict(String projection, String entity) {
        return jdbc.update(
                "delete from public.dead_letter_entry where processing_group = ? and sequence_identifier = ?",
                projection,
                entity);
    }

    /** Writes down, at the letter that holds back the others, why it was of no use again. */
    void triedInVain(String projection, String entity, ThrowableCause why, Instant now) {
        jdbc.update("""
                update public.dead_letter_entry d set cause_type = ?, cause_message = ?, last_touched = ?
                where d.processing_group = ? and d.sequence_identifier = ?""" + FIRST, why.type(), why.message(), DateTimeUtils.formatInstant(now), projection, entity);
    }

    private static ProjectionDeadLetter letter(ResultSet row, int number) throws SQLException {
        return new ProjectionDeadLetter(
                row.getString("dead_letter_identifier"),
                row.getString("processing_group"),
                row.getString("sequence_identifier"),
                row.getString("payload_type"),
                row.getLong("sequence_number"),
                Instant.parse(row.getString("enqueued_at")),
                Instant.parse(row.getString("last_touched")),
                row.getString("cause_type"),
                row.getString("cause_message"),
                row.getLong("behind"));
    }
}
