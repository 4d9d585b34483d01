package io.shopledger.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the service has used so far: CPU of its JVM and of its Postgres by {@code /proc}, and what Postgres says of itself.
 *
 * @param jvmSeconds CPU of the service's JVM
 * @param postgresSeconds CPU of all its Postgres's processes
 * @param walBytes written to the log, whole pages after a checkpoint included
 * @param fsyncs of the log
 */
record Meter(double jvmSeconds, double postgresSeconds, long walBytes, long fsyncs) {
    private static final double TICKS_A_SECOND = 100;
    private static final int PARENT = 1;
    private static final int USER = 11;

    static Meter read(MeasuredService service, Connection connection) throws IOException, SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet wal = statement.executeQuery("""
                        select (select wal_bytes from pg_stat_wal),
                               (select sum(fsyncs) from pg_stat_io where object = 'wal')""")) {
            wal.next();
            return new Meter(
                    ticks(service.pid(), false) / TICKS_A_SECOND,
                    postgresTicks(service.postgresPid()) / TICKS_A_SECOND,
                    wal.getLong(1),
                    wal.getLong(2));
        }
    }

    Meter since(Meter before) {
        return new Meter(
                jvmSeconds - before.jvmSeconds,
                postgresSeconds - before.postgresSeconds,
                walBytes - before.walBytes,
                fsyncs - before.fsyncs);
    }

    private static long postgresTicks(long postmaster) throws IOException {
        long ticks = ticks(postmaster, true);
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : (Iterable<Path>) processes::iterator) {
                List<String> stat = stat(process);
                if (!stat.isEmpty() && Long.parseLong(stat.get(PARENT)) == postmaster) {
                    ticks += Long.parseLong(stat.get(USER)) + Long.parseLong(stat.get(USER + 1));
                }
            }
        }
        return ticks;
    }

    /** @param withEnded also of children that ended */
    private static long ticks(long pid, boolean withEnded) {
        List<String> stat = stat(Path.of("/proc/" + pid));
        return stat.isEmpty()
                ? 0
                : stat.subList(USER, USER + (withEnded ? 4 : 2)).stream()
                        .mapToLong(Long::parseLong)
                        .sum();
    }

    /** @return the fields after the program's name; none where there is no such process, or no Linux */
    private static List<String> stat(Path process) {
        try {
            String line = Character.isDigit(process.getFileName().toString().charAt(0))
                    ? Files.readString(process.resolve("stat"))
                    : "";
            return line.isEmpty()
                    ? List.of()
                    : List.of(line.substring(line.lastIndexOf(") ") + 2).split(" "));
        } catch (IOException gone) {
            return List.of();
        }
    }
}
