package io.shopledger.benchmark;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The raw limit of keeping webhooks: one insert of a body a transaction, from many connections. Prints one line of JSON. */
@Command(
        name = "raw-inserts",
        mixinStandardHelpOptions = true,
        description = "Inserts a row a transaction, and nothing else.")
final class RawInserts implements Callable<Integer> {
    static final String TABLE = """
            create table if not exists raw_webhook (
                id bigint primary key,
                topic text not null,
                shop text not null,
                received_at timestamptz not null default now(),
                body text not null
            )""";

    @Option(names = "--url", required = true)
    private String url = "";

    @Option(names = "--connections", defaultValue = "32")
    private int connections;

    @Option(names = "--seconds", defaultValue = "10")
    private int seconds;

    @Option(names = "--first-id", defaultValue = "7000000000001")
    private long firstId;

    @Override
    public Integer call() throws Exception {
        AtomicLong next = new AtomicLong(firstId);
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        List<Connection> open = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            open.add(DriverManager.getConnection(url));
        }
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        List<Future<?>> running = new ArrayList<>();
        open.forEach(connection -> running.add(threads.submit(() -> insert(connection, next, end))));
        for (Future<?> one : running) {
            get(one);
        }
        double took = (System.nanoTime() - start) / 1e9;
        threads.shutdown();
        for (Connection connection : open) {
            connection.close();
        }
        System.out.printf(
                "{\"inserted\":%d,\"seconds\":%.3f,\"cpu_seconds\":%.3f}%n",
                next.get() - firstId, took, OwnCpu.seconds());
        return 0;
    }

    private Void insert(Connection connection, AtomicLong next, long end) throws Exception {
        SignedRequests requests = new SignedRequests("localhost", "demo.myshopify.com", "demo-secret", firstId);
        try (PreparedStatement insert =
                connection.prepareStatement("insert into raw_webhook (id, topic, shop, body) values (?, ?, ?, ?)")) {
            while (System.nanoTime() < end) {
                long id = next.getAndIncrement();
                requests.order(id);
                insert.setLong(1, id);
                insert.setString(2, "orders/create");
                insert.setString(3, "demo.myshopify.com");
                insert.setString(4, new String(requests.lastBody(), StandardCharsets.US_ASCII));
                insert.executeUpdate();
            }
        }
        return null;
    }

    private static void get(Future<?> one) throws InterruptedException, SQLException {
        try {
            one.get();
        } catch (ExecutionException failure) {
            throw new SQLException("An insert failed", failure.getCause());
        }
    }
}
