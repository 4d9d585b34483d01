package io.shopledger.query.rebuild;

import io.shopledger.query.cache.Generations;
import io.shopledger.query.entity.Items;
import io.shopledger.query.entity.Kind;
import io.shopledger.query.entity.Sums;
import io.shopledger.query.projection.Projection;
import io.shopledger.query.projection.ProjectionDeadLetters;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Puts new tables in the place of served ones, with the position that goes with them, in one transaction. Who reads meanwhile
 * waits; whoever reads long makes the swap give way and try again.
 */
@Component
class Swap {
    /** Not to be had in time, or only by a deadlock that Postgres ended. */
    private static final Set<String> LOCKED = Set.of("55P03", "40P01");

    /** Not allowed, or a view cannot be made of the new table's columns. */
    private static final Set<String> IN_VAIN = Set.of("42501", "42P16", "42703", "42883");

    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;
    private final Rebuilds rebuilds;
    private final HeldBack heldBack;
    private final Dependents dependents;
    private final TableRights rights;
    private final ProjectionDeadLetters letters;
    private final Generations generations;

    Swap(
            JdbcTemplate jdbc,
            TransactionOperations transaction,
            Rebuilds rebuilds,
            HeldBack heldBack,
            Dependents dependents,
            TableRights rights,
            ProjectionDeadLetters letters,
            Generations generations) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.rebuilds = rebuilds;
        this.heldBack = heldBack;
        this.dependents = dependents;
        this.rights = rights;
        this.letters = letters;
        this.generations = generations;
    }

    /** What became of a try. */
    enum Outcome {
        SWAPPED,
        /** Somebody reads one of the tables for longer than we wait. */
        LOCKED,
        /** The served tables, or what is held back in them, changed since they were compared. */
        OVERTAKEN
    }

    /**
     * What is swapped.
     *
     * @param owner of the served tables' tokens, while nobody writes them
     * @param held the entities held back when it was compared
     * @param whole those among them that the new tables tell wholly
     */
    record Wanted(
            Rebuild rebuild,
            Projection projection,
            String owner,
            boolean newCode,
            HeldBack.Held held,
            Collection<String> whole) {}

    Outcome attempt(Hold hold, Wanted wanted) {
        jdbc.execute("create schema if not exists " + wanted.rebuild().replaced());
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                rebuilds.fence(hold, true);
                if (!isAsCompared(wanted)) {
                    status.setRollbackOnly();
                    return Outcome.OVERTAKEN;
                }
                List<String> tables = tables(wanted.projection());
                lock(tables);
                if (!wanted.held().equals(heldBack.of(wanted.projection()))) {
                    status.setRollbackOnly();
                    return Outcome.OVERTAKEN;
                }
                dependents.refuse(tables);
                List<Dependents.View> views = dependents.views(tables);
                tables.forEach(table -> rights.copy(table, wanted.rebuild().schema()));
                tables.forEach(table -> move(table, "public", wanted.rebuild().replaced()));
                tables.forEach(table -> move(table, wanted.rebuild().schema(), "public"));
                dependents.renew(views);
                moveTokens(wanted);
                wanted.whole()
                        .forEach(entity -> letters.evict(wanted.projection().name(), entity));
                wanted.projection().kinds().forEach(kind -> kind.cachedAs().ifPresent(generations::allPassed));
                jdbc.update(
                        "update public.projection_version set version = ?, data_as_of = null where projection = ?",
                        wanted.projection().version(),
                        wanted.projection().name());
                rebuilds.swapped(hold, wanted.projection().name());
                return Outcome.SWAPPED;
            }));
        } catch (DataAccessException failure) {
            if (is(failure, LOCKED)) {
                return Outcome.LOCKED;
            }
            if (is(failure, IN_VAIN)) {
                throw new RebuildFailed("The new tables of %s cannot take the place of the served ones: %s"
                        .formatted(
                                wanted.projection().name(),
                                failure.getMostSpecificCause().getMessage()));
            }
            throw failure;
        }
    }

    private static boolean is(DataAccessException failure, Set<String> states) {
        return failure.getMostSpecificCause() instanceof SQLException cause && states.contains(cause.getSQLState());
    }

    /** @return whether all tokens are still held for us, and stay so until the transaction ends */
    private boolean isAsCompared(Wanted wanted) {
        List<String> owners = jdbc.queryForList(
                "select coalesce(owner, '') from public.token_entry where processor_name = ? order by segment for update",
                String.class,
                wanted.projection().name());
        return owners.stream().allMatch(wanted.owner()::equals);
    }

    /**
     * It waits for the first table while it holds none, and for none while it holds one: who reads several in one transaction
     * and this one can never wait for each other.
     */
    private void lock(List<String> tables) {
        jdbc.execute("set local lock_timeout = '2s'");
        for (int i = 0; i < tables.size(); i++) {
            jdbc.execute("lock table public.%s in access exclusive mode%s"
                    .formatted(tables.get(i), i == 0 ? "" : " nowait"));
        }
    }

    private void move(String table, String from, String to) {
        jdbc.execute("alter table %s.%s set schema %s".formatted(from, table, to));
    }

    /** The same code's served tokens say the same as the new ones: the new tables were filled up to just there. */
    private void moveTokens(Wanted wanted) {
        String group = wanted.rebuild().group(wanted.projection().name());
        if (wanted.newCode()) {
            jdbc.update("""
                    update public.token_entry served set token = made.token, token_type = made.token_type
                    from public.token_entry made
                    where served.processor_name = ? and made.processor_name = ? and made.segment = served.segment""", wanted.projection().name(), group);
        }
        jdbc.update(
                "update public.token_entry set owner = null where processor_name = ?",
                wanted.projection().name());
        jdbc.update("delete from public.token_entry where processor_name = ?", group);
    }

    static List<String> tables(Projection projection) {
        List<String> tables = new ArrayList<>();
        for (Kind<?, ?> kind : projection.kinds()) {
            tables.add(kind.table());
            kind.items().stream().map(Items::table).forEach(tables::add);
            kind.sums().stream().map(Sums::table).forEach(tables::add);
        }
        return tables;
    }
}
