package io.shopledger.app.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code access.api_key}: keys by the hashes of their tokens. */
public final class ApiKeys {
    /** Makes a token known for what it is, to people and to programs that look for leaked ones. */
    private static final String PREFIX = "shopledger_";

    private static final String COLUMNS = "id, name, role, created_at, revoked_at";

    private final JdbcClient jdbc;

    ApiKeys(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Makes the tables first where they are missing. */
    public static ApiKeys in(DataSource dataSource) {
        scripts(dataSource).migrate();
        return new ApiKeys(dataSource);
    }

    static Flyway scripts(DataSource dataSource) {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/access")
                .defaultSchema("access")
                .createSchemas(true)
                .table("flyway_access")
                .ignoreMigrationPatterns(new String[0]) // scripts of a newer build are refused
                .load();
    }

    /**
     * A new key with its token, which is not to be had again.
     *
     * @param token of the form {@code shopledger_…}
     */
    public record Made(ApiKey key, String token) {
        @Override
        public String toString() {
            return "Made[" + key + "]";
        }
    }

    public Made create(String name, KeyRole role) {
        String token = PREFIX + Secret.random();
        ApiKey key = jdbc.sql(
                        "insert into access.api_key (name, role, token_hash) values (?, ?, ?) returning " + COLUMNS)
                .params(name, role.toString(), Secret.hash(token))
                .query(ApiKeys::key)
                .single();
        return new Made(key, token);
    }

    /** All there ever were, oldest first. */
    public List<ApiKey> list() {
        return jdbc.sql("select " + COLUMNS + " from access.api_key order by id")
                .query(ApiKeys::key)
                .list();
    }

    /** @return the key as it is now, revoked by this call or before; null where there is none of that id */
    public @Nullable ApiKey revoke(long id) {
        return jdbc.sql("update access.api_key set revoked_at = coalesce(revoked_at, now()) where id = ? returning "
                        + COLUMNS)
                .param(id)
                .query(ApiKeys::key)
                .optional()
                .orElse(null);
    }

    /** Those that are good now, by their tokens' hashes in hex. */
    Map<String, ApiKey> good() {
        Map<String, ApiKey> good = new HashMap<>();
        jdbc.sql("select " + COLUMNS + ", token_hash from access.api_key where revoked_at is null")
                .query(row -> {
                    good.put(HexFormat.of().formatHex(row.getBytes("token_hash")), key(row, 0));
                });
        return Map.copyOf(good);
    }

    static ApiKey key(ResultSet row, int number) throws SQLException {
        OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
        return new ApiKey(
                row.getLong("id"),
                row.getString("name"),
                KeyRole.parse(row.getString("role")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                revoked == null ? null : revoked.toInstant());
    }
}
