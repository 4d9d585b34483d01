package io.shopledger.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** How far something is: a bar that is drawn over on a terminal, elsewhere a line whenever it is another tenth further. */
final class ProgressLine {
    private static final int WIDTH = 30;
    private static final long UNKNOWN_STRIDE = 1000;

    private final PrintWriter out;
    private final boolean terminal;
    private String last = "";
    private boolean drawn;

    ProgressLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** What comes next begins on a line of its own. */
    void end() {
        if (drawn) {
            out.println();
            out.flush();
            drawn = false;
        }
    }

    /**
     * @param all how many there are; 0 while nobody knows
     * @param rate how many a second, a number where it is known
     * @param secondsLeft a number where it is known
     */
    void show(String name, long items, long all, JsonNode rate, JsonNode secondsLeft) {
        String said = said(name, items, all, rate, secondsLeft);
        if (terminal) {
            out.print("\r\u001b[K" + bar(items, all) + " " + said);
            out.flush();
            drawn = true;
            return;
        }
        long mark = all > 0 ? items * 10 / all : items / UNKNOWN_STRIDE;
        if (!last.equals(name + mark)) {
            last = name + mark;
            out.println(said);
        }
    }

    private static String said(String name, long items, long all, JsonNode rate, JsonNode secondsLeft) {
        StringBuilder said = new StringBuilder(name).append(": ").append(items);
        if (all > 0) {
            said.append(" of ").append(all);
        }
        if (rate.isNumber()) {
            said.append(String.format(Locale.ROOT, ", %.0f/s", rate.asDouble()));
        }
        if (secondsLeft.isNumber()) {
            said.append(", ").append(secondsLeft.asLong()).append(" s left");
        }
        return said.toString();
    }

    private static String bar(long items, long all) {
        int full = all > 0 ? (int) Math.min(WIDTH, items * WIDTH / all) : 0;
        return "[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "]";
    }
}
