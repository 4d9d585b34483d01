package io.shopledger.app.path;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The files of the embedded Postgres, as somebody reads or copies them who has the disk.
 *
 * @param folder of its data
 * @param jdbc to ask it
 */
record Disk(Path folder, JdbcTemplate jdbc) {

    /** As {@code cp -a} does it: Postgres takes no directory that others may read. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Files.copy(one, to.resolve(from.relativize(one)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** @return how many of these are in any file, once all that is in memory is written */
    long found(List<byte[]> sought) {
        jdbc.execute("checkpoint");
        return sought.stream()
                .filter(bytes -> !Search.files(folder, bytes).isEmpty())
                .count();
    }

    /** The service does what it has to do by itself; then so much is written that Postgres uses each file of its log again. */
    void isWrittenOver() {
        await().atMost(Duration.ofSeconds(90))
                .until(() ->
                        jdbc.queryForList("select name from ledger.unclean").isEmpty());
        nextFileOfTheLog();
        nextFileOfTheLog(); // those that are over have got later names by now
        String last = told("select max(name) from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$'");
        while (told("select pg_walfile_name(pg_current_wal_lsn())").compareTo(last) <= 0) {
            nextFileOfTheLog();
        }
    }

    private void nextFileOfTheLog() {
        told("select pg_logical_emit_message(true, '', '')::text");
        told("select pg_switch_wal()::text");
        jdbc.execute("checkpoint");
    }

    private String told(String query) {
        return Objects.requireNonNull(jdbc.queryForObject(query, String.class));
    }
}
