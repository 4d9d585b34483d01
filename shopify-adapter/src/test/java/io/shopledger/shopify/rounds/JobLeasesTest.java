package io.shopledger.shopify.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.shopledger.shopify.RealPostgres;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class JobLeasesTest {
    private static HikariDataSource source;

    private JdbcTemplate jdbc;
    private JobLeases leases;

    @BeforeAll
    static void database() {
        source = RealPostgres.database(2);
        new JdbcTemplate(source)
                .execute("create table job (id bigint primary key, store_id bigint,"
                        + " attempts integer not null default 0, next_at timestamptz not null default now(),"
                        + " worker text, leased_until timestamptz)");
    }

    @AfterAll
    static void close() {
        source.close();
    }

    @BeforeEach
    void oneJob() {
        jdbc = new JdbcTemplate(source);
        jdbc.update("delete from job");
        jdbc.update("insert into job (id, store_id) values (1, 1)");
        leases = new JobLeases(jdbc, "job", "id");
    }

    private Optional<String> claim() {
        return leases.claim((row, n) -> row.getString("worker"));
    }

    private void leaseEnds() {
        jdbc.update("update job set leased_until = now() - interval '1 second'");
    }

    @Test
    void aClaim_isOfOneProcess_namedSoThatPeopleKnowIt() {
        String token = claim().orElseThrow();
        assertThat(token).contains(":" + ProcessHandle.current().pid() + "/");
        leaseEnds();
        assertThat(claim().orElseThrow()).isNotEqualTo(token).startsWith(token.substring(0, token.indexOf('/') + 1));
    }

    /** Two threads of one process share the leases: they are not each other's all the same. */
    @Test
    void silentForTooLong_cannotTouchWhatTheNeighbourTook() {
        String silent = claim().orElseThrow();
        assertThat(claim()).isEmpty();
        leaseEnds();
        String neighbour = claim().orElseThrow();

        assertThat(leases.holds(silent, 1L)).isFalse();
        leases.release(silent, Duration.ZERO, true, 1L);
        leases.remove(silent, 1L);

        assertThat(leases.holds(neighbour, 1L)).isTrue();
        assertThat(jdbc.queryForObject("select attempts from job where worker = ?", Integer.class, neighbour))
                .isZero();
        leases.release(neighbour, Duration.ZERO, true, 1L);
        String next = claim().orElseThrow();
        assertThat(jdbc.queryForObject("select attempts from job", Integer.class))
                .isEqualTo(1);
        leases.remove(next, 1L);
        assertThat(jdbc.queryForObject("select count(*) from job", Integer.class))
                .isZero();
    }

    @Test
    void renewed_staysWithWhoWorksAtIt() {
        String mine = claim().orElseThrow();
        leaseEnds();
        leases.renew();
        assertThat(claim()).isEmpty();
        assertThat(leases.holds(mine, 1L)).isTrue();
    }

    @Test
    void nobodyWorksAtItAnyMore_isNotRenewed() {
        String mine = claim().orElseThrow();
        leaseEnds();
        leases.forget(mine);
        leases.renew();
        assertThat(claim()).isPresent();
    }
}
