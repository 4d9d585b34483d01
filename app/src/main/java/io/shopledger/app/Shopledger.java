package io.shopledger.app;

import io.shopledger.app.cli.ShopledgerCommand;
import org.springframework.boot.logging.LoggingSystem;

/** The process: reads the command line and does as asked. Exit codes: 0 done, 1 cannot run, 2 bad usage. */
public final class Shopledger {
    private Shopledger() {}

    public static void main(String[] arguments) {
        System.setProperty("axoniq.update-checker.disabled", "true"); // Axon would send this machine's id to its vendor
        System.setProperty("axon.axonserver.suppressDownloadMessage", "true"); // an advertisement at each outage
        LoggingSystem.get(Shopledger.class.getClassLoader()).beforeInitialize(); // quiet until Spring sets levels
        int code = ShopledgerCommand.commandLine().execute(arguments);
        if (code != 0) {
            System.exit(code);
        }
    }
}
