package io.shopledger.shopify.privacy;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Who is forgotten, as a body may name them of which nobody knows the store: Shopify's numbers are one shop's only. */
@Component
public class Forgotten {
    /** With more numbers in it a body is no webhook's; what is not looked through is not kept. */
    private static final int MOST_NUMBERS = 100_000;

    private static final String NAMED = """
            select exists (
                   select from unnest(?::bigint[]) number
                    cross join (select id from ledger.store union all select 0) store
                     join ledger.subject_key k on k.wrapped_key is null
                      and k.subject in ('customer/' || store.id || '/' || number, 'order/' || store.id || '/' || number))
            """;

    private static final String FORGET = """
            insert into ledger.subject_key (subject, id, store_id, destroyed_at)
            select kind || '/0/' || number, 0, 0, now() from unnest(?::bigint[]) number, unnest('{customer,order}'::text[]) kind
            on conflict do nothing
            """;

    private final JdbcTemplate jdbc;

    public Forgotten(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether any number in the body is that of somebody forgotten, of whatever store */
    public boolean isNamedIn(byte[] body) {
        Set<Long> numbers = new TreeSet<>();
        KeptBodies.eachNumber(body, numbers::add);
        return numbers.size() > MOST_NUMBERS
                || Boolean.TRUE.equals(jdbc.query(
                        NAMED,
                        query -> query.setArray(1, query.getConnection().createArrayOf("int8", numbers.toArray())),
                        row -> row.next() && row.getBoolean(1)));
    }

    /** Of a shop that is not known: store 0 stands for all of these. */
    void add(Set<Long> numbers) {
        jdbc.update(
                FORGET, update -> update.setArray(1, update.getConnection().createArrayOf("int8", numbers.toArray())));
    }
}
