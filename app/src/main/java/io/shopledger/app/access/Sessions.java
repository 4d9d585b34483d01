package io.shopledger.app.access;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code access.session}: browsers that showed a key, for half a day, in every process on the same database. */
@Component
class Sessions implements KnownSession {
    static final Duration LIFE = Duration.ofHours(12);

    private final JdbcClient jdbc;

    Sessions(JdbcClient jdbc, FlywayMigrationInitializer accessMigrations) {
        this.jdbc = jdbc;
    }

    /** @return the token that the browser is to keep */
    String begin(ApiKey key) {
        jdbc.sql("delete from access.session where expires_at < now()").update();
        String token = Secret.random();
        jdbc.sql(
                        "insert into access.session (token_hash, key_id, expires_at) values (?, ?, now() + ? * interval '1 s')")
                .params(Secret.hash(token), key.id(), LIFE.toSeconds())
                .update();
        return token;
    }

    @Override
    public @Nullable ApiKey keyOf(String token) {
        return jdbc.sql("""
                        select k.id, k.name, k.role, k.created_at, k.revoked_at
                        from access.session s join access.api_key k on k.id = s.key_id
                        where s.token_hash = ? and s.expires_at >= now() and k.revoked_at is null""")
                .param(Secret.hash(token))
                .query(ApiKeys::key)
                .optional()
                .orElse(null);
    }

    void end(String token) {
        jdbc.sql("delete from access.session where token_hash = ?")
                .param(Secret.hash(token))
                .update();
    }
}
