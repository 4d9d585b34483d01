package io.shopledger.shopify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

    /** @return how many of these are in any file, once all that is in memory is written */
    public int found(List<byte[]> sought) {
        jdbc.execute("checkpoint");
        BitSet beginnings = new BitSet();
        sought.forEach(bytes -> beginnings.set(beginning(bytes, 0)));
        Set<byte[]> found = new HashSet<>(); // arrays are equal to themselves alone
        for (Path folder : List.of(files, log)) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(Files::isRegularFile).forEach(file -> look(bytes(file), beginnings, sought, found));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return found.size();
    }

    public boolean has(byte[] bytes) {
        return found(List.of(bytes)) == 1;
    }

    private static void look(byte[] in, BitSet beginnings, List<byte[]> sought, Set<byte[]> found) {
        for (int at = 0; at + 1 < in.length; at++) {
            if (beginnings.get(beginning(in, at))) {
                for (byte[] bytes : sought) {
                    int end = at + bytes.length;
                    if (end <= in.length && Arrays.equals(in, at, end, bytes, 0, bytes.length)) {
                        found.add(bytes);
                    }
                }
            }
        }
    }

    private static int beginning(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
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

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException gone) {
            return new byte[0]; // Postgres removes files of its own
        }
    }
}
