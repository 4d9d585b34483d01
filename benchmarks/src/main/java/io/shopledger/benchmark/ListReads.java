package io.shopledger.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists of 50 orders over HTTP, cached and not, beside the same query in SQL alone. */
final class ListReads {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int CONNECTIONS = 8;
    private static final int PAGES = 400;
    private static final int SECONDS = 5;
    private static final String FIRST = "/api/v1/orders?store_id=1&limit=50";

    private final MeasuredService service;
    private final Path folder;

    ListReads(MeasuredService service, Path folder) {
        this.service = service;
        this.folder = folder;
    }

    void round(Figures figures) throws Exception {
        List<String> pages = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        String path = FIRST;
        while (path != null && pages.size() < PAGES) {
            pages.add(path);
            JsonNode page = JSON.readTree(service.get(path));
            JsonNode orders = page.get("orders");
            ends.add(orders.get(orders.size() - 1).get("id").asLong());
            JsonNode next = page.get("next_cursor");
            path = next.isNull() ? null : FIRST + "&cursor=" + next.asString();
        }
        double raw = raw(ends);
        figures.add("raw SQL of 50 orders, queries/s", raw);
        // As a change of the store's orders does it: what is cached is of an earlier generation.
        service.execute("update public.read_generation set passed = passed + 1 where kind = 'orders'");
        double cold = rate(pages, pages.size());
        figures.add("list of 50 orders, cold, requests/s", cold);
        figures.add("list of 50 orders, cold, of raw SQL", cold / raw);
        double hot = rate(pages.subList(0, 1), Integer.MAX_VALUE);
        figures.add("list of 50 orders, hot, requests/s", hot);
        figures.add("list of 50 orders, hot, of raw SQL", hot / raw);
    }

    private double rate(List<String> pages, int requests) throws IOException, InterruptedException {
        Path file = Files.write(Files.createTempFile(folder, "paths", ".txt"), pages);
        JsonNode told = Program.ourselves(
                folder,
                "read-load",
                "--port=" + service.port(),
                "--paths=" + file,
                "--connections=" + CONNECTIONS,
                "--seconds=" + SECONDS,
                "--requests=" + requests);
        if (told.get("refused").asInt() > 0) {
            throw new IOException("Reads were refused: " + told);
        }
        return told.get("good").asDouble() / told.get("seconds").asDouble();
    }

    private double raw(List<Long> ends) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        AtomicInteger queries = new AtomicInteger();
        List<Connection> open = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            open.add(DriverManager.getConnection(service.login("shopledger").url()));
        }
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(SECONDS);
        List<Future<Void>> running = new ArrayList<>();
        for (Connection connection : open) {
            running.add(threads.submit((Callable<Void>) () -> {
                try (PreparedStatement query = connection.prepareStatement(
                        "select * from shopify_orders where store_id = 1 and removed_at is null and id > ? order by id limit 50")) {
                    while (System.nanoTime() < end) {
                        query.setLong(1, ends.get(queries.getAndIncrement() % ends.size()));
                        read(query);
                    }
                }
                return null;
            }));
        }
        for (Future<Void> one : running) {
            one.get();
        }
        double rate = queries.get() / ((System.nanoTime() - start) / 1e9);
        threads.shutdown();
        for (Connection connection : open) {
            connection.close();
        }
        return rate;
    }

    private static void read(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    rows.getObject(column);
                }
            }
        }
    }
}
