package io.shopledger.app.migrate;

import io.shopledger.app.CannotRun;
import io.shopledger.app.postgres.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes everything that is Shopledger's out of its databases, history included. What is not Shopledger's stays, and where
 * that builds on something of ours, nothing is done.
 */
public final class Reset {
    private final Database ledger;
    private final @Nullable Database events;

    /** @param events where events are in a database of their own; it loses them and nothing else */
    public Reset(Database ledger, @Nullable Database events) {
        this.ledger = ledger;
        this.events = events;
    }

    /**
     * What would be lost.
     *
     * @param names of the databases, all of which have to be said
     */
    public record Held(List<String> names, long stores, long events, long deliveries) {}

    public Held held() {
        List<String> names = new ArrayList<>();
        long stored = 0;
        try (Holding here = Holding.of(ledger, OurTables.OF_THE_LEDGER)) {
            names.add(here.name());
            stored += here.rows("events.domain_event");
            if (events != null) {
                try (Holding there = Holding.of(events, OurTables.OF_THE_EVENT_STORE)) {
                    names.add(there.name());
                    stored += there.rows("events.domain_event");
                }
            }
            return new Held(names, here.rows("ledger.store"), stored, here.rows("ledger.inbox"));
        } catch (SQLException failure) {
            throw refused(failure);
        }
    }

    /**
     * All of it or nothing, but for a failure between two commits where events are in a database of their own.
     *
     * @throws CannotRun when somebody else is connected, who may be writing, or when something builds on our tables
     */
    public void everything() {
        try (Holding here = Holding.of(ledger, OurTables.OF_THE_LEDGER)) {
            here.drop();
            if (events != null) {
                try (Holding there = Holding.of(events, OurTables.OF_THE_EVENT_STORE)) {
                    there.drop();
                    there.commit();
                }
            }
            here.commit();
        } catch (SQLException failure) {
            throw refused(failure);
        }
    }

    private static CannotRun refused(SQLException failure) {
        return new CannotRun(
                "The database refused: %s. Look with migrate --status at what is there."
                        .formatted(failure.getMessage()),
                failure);
    }
}
