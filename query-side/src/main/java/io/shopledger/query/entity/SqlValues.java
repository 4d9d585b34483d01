package io.shopledger.query.entity;

import io.shopledger.Money;
import io.shopledger.MoneyBag;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of records as Postgres takes them. */
final class SqlValues {
    private SqlValues() {}

    static void bind(PreparedStatement ps, List<? extends @Nullable Object> values) throws SQLException {
        Connection connection = ps.getConnection();
        for (int i = 0; i < values.size(); i++) {
            ps.setObject(i + 1, sql(connection, values.get(i)));
        }
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static @Nullable Object sql(Connection connection, @Nullable Object value) throws SQLException {
        if (value instanceof String text) {
            return storable(text);
        }
        if (value instanceof Instant at) {
            return at.atOffset(ZoneOffset.UTC);
        }
        if (value instanceof Money money) {
            return money.number();
        }
        if (value instanceof MoneyBag bag) {
            return bag.shop().number();
        }
        if (value instanceof List<?> texts) {
            return connection.createArrayOf(
                    "text", texts.stream().map(text -> storable((String) text)).toArray(String[]::new));
        }
        return value;
    }

    /** Postgres holds no NUL character; the record, being JSON, keeps it. */
    private static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }
}
