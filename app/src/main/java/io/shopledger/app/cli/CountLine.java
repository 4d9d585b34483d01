package io.shopledger.app.cli;

import java.io.PrintWriter;

/** How far something is that counts: drawn over on a terminal, elsewhere a line whenever it is another tenth further. */
final class CountLine {
    private static final int WIDTH = 30;
    private static final int TENTHS = 10;

    private final PrintWriter out;
    private final boolean terminal;
    private long mark;
    private boolean drawn;

    CountLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** @param all 0 where nobody knows; then there is no bar, and nothing is shown but on a terminal */
    void show(String said, long done, long all) {
        if (terminal) {
            out.print("\r\u001b[K" + (all > 0 ? bar(done, all) + " " : "") + said);
            out.flush();
            drawn = true;
        } else if (all > 0 && done * TENTHS / all > mark) {
            mark = done * TENTHS / all;
            out.println(said);
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

    private static String bar(long done, long all) {
        int full = (int) Math.min(WIDTH, done * WIDTH / all);
        return "[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "]";
    }
}
