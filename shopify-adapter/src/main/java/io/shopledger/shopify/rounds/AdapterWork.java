package io.shopledger.shopify.rounds;

import io.shopledger.work.WorkReport;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Queues, pull and write jobs, and who holds which partitions, from the tables that every process shares. */
@Component
class AdapterWork implements WorkReport {
    private static final int MOST = 50;

    /** Counted up to a bound: a backlog of millions must not make the page a burden. A rank may be later than now (decision 6). */
    private static final String QUEUES = """
            select 'deliveries that wait to be decided', count(*)::text,
                   coalesce(greatest(0, round(extract(epoch from now()) - min(received) / 1000.0))::text || ' s', '–')
              from (select rank as received from ledger.waiting order by rank limit 100000) w
            union all
            select 'records read from Shopify that wait to be decided', count(*)::text, '–'
              from (select 1 from ledger.staged limit 100000) s
            union all
            select 'dead letters of webhooks', count(*)::text,
                   coalesce(round(extract(epoch from now() - min(died_at)))::text || ' s', '–')
              from (select died_at from ledger.dead_letter limit 100000) d
            union all
            select 'tables to be written anew without what was destroyed', count(*)::text,
                   coalesce(round(extract(epoch from now() - min(destroyed_at)))::text || ' s', '–')
              from ledger.unclean
            """;

    private static final String PULLS = """
            select step || ' of store ' || store_id, case when leased_until > now() then 'running' else 'waiting' end,
                   page::text, coalesce(expected::text, '–'), attempts::text,
                   to_char(next_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'), coalesce(split_part(worker, '/', 1), '–')
              from ledger.pull_job order by started_at nulls last, sync_id, step limit ?
            """;

    private static final String WRITES = """
            select write_id::text, case when leased_until > now() then 'running' else 'waiting' end,
                   case when sent then 'sent, not confirmed' else 'not sent' end, attempts::text,
                   to_char(next_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'), coalesce(split_part(worker, '/', 1), '–')
              from ledger.write_job order by next_at limit ?
            """;

    private static final String LEASES = """
            select coalesce(split_part(l.worker, '/', 1), 'nobody'), count(*)::text,
                   string_agg(l.partition::text, ', ' order by l.partition),
                   coalesce(round(extract(epoch from now() - w.renewed_at)::numeric, 1)::text || ' s ago', '–'),
                   max(l.epoch)::text
              from ledger.partition_lease l left join ledger.worker w on w.id = l.worker
             group by l.worker, w.renewed_at order by 1 limit ?
            """;

    private final JdbcTemplate jdbc;

    AdapterWork(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Table> tables() {
        return List.of(
                new Table(
                        "Queues",
                        "What has come in and is not decided yet; counted up to 100,000.",
                        List.of("Queue", "Length", "Oldest"),
                        rows(QUEUES, 3)),
                new Table(
                        "Reading from Shopify",
                        "One job for each step of a sync that is not complete.",
                        List.of("Step", "State", "Page", "Expected", "Attempts", "Next, UTC", "Worker"),
                        rows(PULLS, 7, MOST)),
                new Table(
                        "Writing to Shopify",
                        "Changes that we were asked to make there and that are not confirmed.",
                        List.of("Write", "State", "Sent", "Attempts", "Next, UTC", "Worker"),
                        rows(WRITES, 6, MOST)),
                new Table(
                        "Partitions",
                        "Who decides what: each partition has one holder at a time.",
                        List.of("Holder", "Held", "Partitions", "Renewed", "Highest epoch"),
                        rows(LEASES, 5, MOST)));
    }

    private List<List<String>> rows(String query, int columns, Object... values) {
        return jdbc.query(
                query,
                (row, number) -> {
                    List<String> texts = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        texts.add(row.getString(column));
                    }
                    return texts;
                },
                values);
    }
}
