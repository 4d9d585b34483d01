package io.shopledger.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** How far a sync is: a bar that is drawn over on a terminal, elsewhere a line whenever a step is another tenth further. */
final class SyncProgressLine {
    private static final int WIDTH = 30;
    private static final long UNKNOWN_STRIDE = 1000;

    private final PrintWriter out;
    private final boolean terminal;
    private String last = "";
    private boolean drawn;

    SyncProgressLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** @param sync as {@code GET /api/v1/sync/{sync_id}} answers */
    void show(JsonNode sync) {
        for (JsonNode step : sync.path("steps")) {
            if (step.path("status").asString("").equals("running")) {
                show(step.path("step").asString("").toLowerCase(Locale.ROOT), step);
            }
        }
    }

    /** What comes next begins on a line of its own. */
    void end() {
        if (drawn) {
            out.println();
            out.flush();
            drawn = false;
        }
    }

    private void show(String name, JsonNode step) {
        long items = step.path("items").asLong(0);
        JsonNode expected = step.path("expected");
        long all = expected.isNumber() ? expected.asLong() : 0;
        if (terminal) {
            out.print("\r\u001b[K" + bar(items, all) + " " + said(name, items, all, step));
            out.flush();
            drawn = true;
            return;
        }
        long mark = all > 0 ? items * 10 / all : items / UNKNOWN_STRIDE;
        if (!last.equals(name + mark)) {
            last = name + mark;
            out.println(said(name, items, all, step));
        }
    }

    private static String said(String name, long items, long all, JsonNode step) {
        StringBuilder said = new StringBuilder(name).append(": ").append(items);
        if (all > 0) {
            said.append(" of ").append(all);
        }
        if (step.path("items_per_second").isNumber()) {
            said.append(String.format(
                    Locale.ROOT, ", %.0f/s", step.path("items_per_second").asDouble()));
        }
        if (step.path("seconds_left").isNumber()) {
            said.append(", ").append(step.path("seconds_left").asLong()).append(" s left");
        }
        return said.toString();
    }

    private static String bar(long items, long all) {
        int full = all > 0 ? (int) Math.min(WIDTH, items * WIDTH / all) : 0;
        return "[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "]";
    }
}
