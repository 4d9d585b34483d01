package io.shopledger.benchmark;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The orders' tables made anew from all events, beside the raw limit of doing so. */
final class Rebuilds {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MeasuredService service;

    Rebuilds(MeasuredService service) {
        this.service = service;
    }

    void round(Figures figures) throws IOException, SQLException, InterruptedException {
        double raw;
        String batched = service.login("shopledger").url() + "&reWriteBatchedInserts=true";
        try (Connection reading = DriverManager.getConnection(batched);
                Connection writing = DriverManager.getConnection(batched)) {
            raw = new RawRebuild(reading, writing).run();
        }
        figures.add("raw rebuild, events/s", raw);
        long start = System.nanoTime();
        long id = JSON.readTree(service.post("/api/v1/projections/orders/rebuild", "{}"))
                .get("rebuild_id")
                .asLong();
        double filled = 0;
        JsonNode rebuild;
        do {
            TimeUnit.MILLISECONDS.sleep(50);
            rebuild = JSON.readTree(service.get("/api/v1/projections/rebuilds/" + id));
            if (filled == 0
                    && !List.of("requested", "filling")
                            .contains(rebuild.get("state").asString())) {
                filled = seconds(start);
            }
        } while (rebuild.get("ended_at").isNull());
        if (!rebuild.get("state").asString().equals("done")) {
            throw new IOException("The rebuild failed: " + rebuild);
        }
        double events = rebuild.get("events_total").asDouble();
        figures.add("rebuild until filled, events/s", events / filled);
        figures.add("rebuild until swapped, events/s", events / seconds(start));
        figures.add("rebuild until filled, of raw", events / filled / raw);
        figures.add("rebuild until swapped, of raw", events / seconds(start) / raw);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
