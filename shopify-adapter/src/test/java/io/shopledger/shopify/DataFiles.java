package io.shopledger.shopify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** The files of one database and the server's log of writes, as somebody reads them who has the disk. */
public final class DataFiles {
    private final JdbcTemplate jdbc;
    private final Path files;
    private final Path log;

    public DataFiles(JdbcTemplate jdbc) {
        Path data = Path.of(told(jdbc, "show data_directory"));
        this.jdbc = jdbc;
        this.files = data.resolve("base")
                .resolve(told(jdbc, "select oid::text from pg_database where datname = current_database()"));
        this.log = data.resolve("pg_wal");
    }

    private static String told(JdbcTemplate jdbc, String query) {
        return Objects.requireNonNull(jdbc.queryForObject(query, String.class));
    }

    /** @return those in which these bytes are, once all that is in memory is written */
    public List<Path> with(byte[] bytes) {
        jdbc.execute("checkpoint");
        List<Path> found = new ArrayList<>();
        for (Path folder : List.of(files, log)) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(Files::isRegularFile)
                        .filter(file -> isIn(file, bytes))
                        .forEach(found::add);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return found;
    }

    /** As much is written as makes the server use each file of its log again: those that are over it has given later names. */
    public void useTheLogAgain() {
        nextFileOfTheLog();
        nextFileOfTheLog();
        String last = told(jdbc, "select max(name) from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$'");
        while (told(jdbc, "select pg_walfile_name(pg_current_wal_lsn())").compareTo(last) <= 0) {
            nextFileOfTheLog();
        }
    }

    private void nextFileOfTheLog() {
        told(jdbc, "select pg_logical_emit_message(true, '', '')::text");
        told(jdbc, "select pg_switch_wal()::text");
        jdbc.execute("checkpoint");
    }

    private static boolean isIn(Path file, byte[] bytes) {
        byte[] all;
        try {
            all = Files.readAllBytes(file);
        } catch (IOException gone) {
            return false; // Postgres removes files of its own
        }
        for (int i = 0; i + bytes.length <= all.length; i++) {
            int same = 0;
            while (same < bytes.length && all[i + same] == bytes[same]) {
                same++;
            }
            if (same == bytes.length) {
                return true;
            }
        }
        return false;
    }
}
