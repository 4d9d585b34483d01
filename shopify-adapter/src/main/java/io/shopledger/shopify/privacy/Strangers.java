package io.shopledger.shopify.privacy;

import io.shopledger.privacy.PrivacyRequest.Kind;
import io.shopledger.shopify.vault.BodySeal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is kept of shops that are not connected: bodies of dead letters, until a shop is connected and they are moved to it. */
@Component
public class Strangers {
    private static final int ROWS_A_STEP = 500;

    private static final String NEXT = """
            select i.id, lower(d.shop), i.topic, i.body
              from ledger.inbox i left join ledger.dead_letter d on d.inbox_id = i.id
             where i.id > ? and i.store_id = 0 and i.body is not null
             order by i.id limit ?
            """;

    private final JdbcTemplate jdbc;
    private final BodySeal bodies;
    private final KeptBodies kept;
    private final Forgotten forgotten;

    Strangers(JdbcTemplate jdbc, BodySeal bodies, KeptBodies kept, Forgotten forgotten) {
        this.jdbc = jdbc;
        this.bodies = bodies;
        this.kept = kept;
        this.forgotten = forgotten;
    }

    /**
     * Does what a shop demands that is not connected. Of nobody named anything is kept from then on.
     *
     * @param domain as the body says it
     */
    public void forget(String domain, Demand demand) {
        if (demand.kind() == Kind.SHOP_REDACT) {
            drop(domain);
            return;
        }
        Set<Long> numbers = new TreeSet<>(demand.orders());
        if (demand.customer() != null) {
            numbers.add(demand.customer());
        }
        forgotten.add(numbers);
        String shop = domain.toLowerCase(Locale.ROOT);
        drop(body -> names(body.bytes(), numbers)
                || (shop.equals(body.shop()) && Named.mayBeAnybodys(body.bytes(), body.topic())));
    }

    /** Of a shop that may be connected by now. @return how many bodies were dropped: they came as this shop's, or name it */
    int drop(String domain) {
        String shop = domain.toLowerCase(Locale.ROOT);
        return drop(body -> shop.equals(body.shop())
                || new String(body.bytes(), StandardCharsets.UTF_8)
                        .toLowerCase(Locale.ROOT)
                        .contains(shop));
    }

    private record Body(long id, @Nullable String shop, String topic, byte[] bytes) {
        Body with(byte[] opened) {
            return new Body(id, shop, topic, opened);
        }
    }

    private int drop(Predicate<Body> concerned) {
        int dropped = 0;
        long last = 0;
        for (List<Body> step = next(last); !step.isEmpty(); step = next(last)) {
            List<Long> drop = new ArrayList<>();
            for (Body body : step) {
                last = body.id();
                if (bodies.ifOurs(0, body.bytes())
                        .filter(opened -> concerned.test(body.with(opened)))
                        .isPresent()) {
                    drop.add(body.id());
                }
            }
            kept.drop(drop);
            dropped += drop.size();
        }
        return dropped;
    }

    private List<Body> next(long after) {
        return jdbc.query(
                NEXT,
                (row, n) -> new Body(row.getLong(1), row.getString(2), row.getString(3), row.getBytes(4)),
                after,
                ROWS_A_STEP);
    }

    private static boolean names(byte[] body, Set<Long> numbers) {
        Set<Long> all = new HashSet<>();
        KeptBodies.eachNumber(body, all::add);
        return numbers.stream().anyMatch(all::contains);
    }
}
