package io.shopledger.command.eventstore;

import io.shopledger.privacy.Redactions;
import io.shopledger.store.StoreEvent.StoreRedacted;
import io.shopledger.stored.StoredJson;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks redactions up among the events in Postgres. With events in Axon Server it finds none: see decision 21. */
@Component
class RedactionsInPostgres implements Redactions {
    private static final String STORE = "store.StoreRedacted";

    /** The condition is that of an index. */
    private static final String ALL = """
            select aggregate_identifier, payload_type, payload from events.domain_event
             where payload_type in ('customer.CustomerRedacted', 'order.OrderRedacted', 'store.StoreRedacted')
             order by global_index
            """;

    private final EventDatabase database;

    RedactionsInPostgres(EventDatabase database) {
        this.database = database;
    }

    @Override
    public List<String> all() {
        List<String> all = new ArrayList<>();
        try (Connection connection = database.connections().getConnection();
                PreparedStatement query = connection.prepareStatement(ALL);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                String stream = rows.getString(1);
                all.add(STORE.equals(rows.getString(2)) ? stream + "/" + generation(rows.getBytes(3)) : stream);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("Redactions cannot be read", failure);
        }
        return all.stream().distinct().toList();
    }

    private static int generation(byte[] payload) {
        return StoredJson.read(new String(payload, StandardCharsets.UTF_8), StoreRedacted.class)
                .generation();
    }
}
