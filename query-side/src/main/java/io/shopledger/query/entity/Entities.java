package io.shopledger.query.entity;

import io.shopledger.query.cache.Generations;
import java.time.Instant;
import java.util.OptionalLong;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rows of one kind, as its projection writes them: in the current unit of work, all of a batch together. */
public final class Entities<R extends Record, E> {
    private final Kind<R, E> kind;
    private final EntityTable<R> table;
    private final Generations generations;

    private Entities(Kind<R, E> kind, JdbcTemplate jdbc, Generations generations) {
        this.kind = kind;
        this.table = new EntityTable<>(kind, jdbc);
        this.generations = generations;
    }

    /** Makes them for a kind. */
    @Component
    public static final class Factory {
        private final JdbcTemplate jdbc;
        private final Generations generations;

        Factory(JdbcTemplate jdbc, Generations generations) {
            this.jdbc = jdbc;
            this.generations = generations;
        }

        public <R extends Record, E> Entities<R, E> of(Kind<R, E> kind) {
            return new Entities<>(kind, jdbc, generations);
        }
    }

    /** @return what the entity is after the event; absent when its row tells of the event already */
    public @Nullable EntityState<R> add(E event, long sequence, Instant appendedAt) {
        EntityState<R> now =
                EntityBatch.of(CurrentUnitOfWork.get(), kind, table).add(event, sequence, appendedAt);
        if (now != null) {
            passed(now.stream());
        }
        return now;
    }

    /** Removes the entity's rows. */
    public void forget(String stream) {
        table.delete(stream)
                .ifPresent(version ->
                        EntityBatch.of(CurrentUnitOfWork.get(), kind, table).countedUpTo(stream, version));
        passed(stream);
    }

    /** Counts an entity whose rows were copied from elsewhere in sums over all. */
    public void count(String stream) {
        table.count(stream);
        passed(stream);
    }

    /** @return the entity's version; empty when it has no row */
    public OptionalLong markIncomplete(String stream) {
        passed(stream);
        return table.markIncomplete(stream);
    }

    public void forgetAll() {
        table.clear();
        kind.cachedAs().ifPresent(generations::allPassed);
    }

    private void passed(String stream) {
        kind.cachedAs()
                .ifPresent(name -> generations.passed(
                        CurrentUnitOfWork.get().root(), name, (Long) kind.key().values(stream)[0]));
    }
}
