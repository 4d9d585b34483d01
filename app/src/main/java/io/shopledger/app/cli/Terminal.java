package io.shopledger.app.cli;

import java.io.Console;

/** Whether somebody watches: then a line may be drawn over. */
final class Terminal {
    private Terminal() {}

    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try { // from Java 22 on there is a console where there is no terminal, and this asks for it
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }
}
