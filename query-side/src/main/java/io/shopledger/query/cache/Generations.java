package io.shopledger.query.cache;

import io.shopledger.StoreId;
import java.util.TreeMap;
import java.util.TreeSet;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which generation of a store's rows of a kind is the newest. It passes in the transaction that changes the rows, so whoever
 * reads a generation and then rows sees rows at least that new.
 */
@Component
public class Generations {
    private static final String RESOURCE = Generations.class.getName();

    /** In sixteen counters, of which a transaction counts one: projections' segments need not wait for each other. */
    private static final String PASS = """
            insert into public.read_generation as g (kind, store_id, slot, passed) values (?, ?, pg_backend_pid() % 16, 1)
            on conflict (kind, store_id, slot) do update set passed = g.passed + 1
            """;

    /** A database that was restored or replaced counts from an earlier number: its start and its own id are told as well. */
    private static final String CURRENT = """
            select concat_ws('.', (select id from public.read_installation),
                (extract(epoch from pg_postmaster_start_time()) * 1000000)::bigint, coalesce(sum(passed), 0))
            from public.read_generation where kind = ? and store_id = ?
            """;

    private final JdbcTemplate jdbc;

    Generations(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * To be said while events are handled. It is counted when they all are: once, however often it was said in the unit of
     * work, and in one order, so that no two wait for each other.
     */
    public void passed(UnitOfWork<?> root, String kind, long store) {
        if (Unserved.is(root)) {
            return;
        }
        root.<TreeMap<String, TreeSet<Long>>>getOrComputeResource(RESOURCE, key -> {
                    TreeMap<String, TreeSet<Long>> all = new TreeMap<>();
                    root.onPrepareCommit(
                            done -> all.forEach((name, stores) -> stores.forEach(one -> jdbc.update(PASS, name, one))));
                    return all;
                })
                .computeIfAbsent(kind, name -> new TreeSet<>())
                .add(store);
    }

    /** For all stores at once, in the caller's transaction. */
    public void allPassed(String kind) {
        jdbc.update("update public.read_generation set passed = passed + 1 where kind = ?", kind);
    }

    /** @return text that is another one as soon as rows of the kind are */
    String current(StoreId store, String kind) {
        return String.valueOf(jdbc.queryForObject(CURRENT, String.class, kind, store.value()));
    }
}
