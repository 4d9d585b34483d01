package io.shopledger.app.cli;

import io.shopledger.app.DataDirectory;
import io.shopledger.app.Service;
import io.shopledger.app.ServiceSettings;
import io.shopledger.app.demo.DemoData;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code serve}: the service until it is stopped. */
@Command(name = "serve", description = "Serve until stopped; the same as no command.")
final class ServeCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable ShopledgerCommand top;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return serve(Objects.requireNonNull(top).settings(spec), spec);
    }

    static int serve(ServiceSettings settings, CommandSpec spec) {
        Service service = new Service(settings);
        DataDirectory directory = service.prepare();
        PrintWriter out = spec.commandLine().getOut();
        if (settings.variable("SHOPLEDGER_SHOPIFY_URL") == null) {
            DemoData.shopify(directory.path()).ifPresent(simulator -> {
                service.otherwise("SHOPLEDGER_SHOPIFY_URL", simulator);
                out.printf(
                        "This data directory is a demo's: Shopify is taken to be at %s, as there. Give another --data-dir for"
                                + " stores of your own.%n",
                        simulator);
            });
        }
        out.println(listening(service.start(directory, out::println), directory));
        return 0;
    }

    /** The start-up line for people. */
    static String listening(ConfigurableApplicationContext context, DataDirectory directory) {
        return String.format(
                Locale.ROOT,
                "Shopledger %s listens on %s, keeps its data in %s, and took %.1f s to start. Ctrl-C stops it.",
                Version.number(),
                address(context),
                directory.path(),
                ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
    }

    /** As a person would type it: {@code http://127.0.0.1:8010}. */
    static String address(ConfigurableApplicationContext context) {
        String host = String.valueOf(context.getEnvironment().getProperty("server.address"));
        return "http://%s:%s"
                .formatted(
                        host.contains(":") ? "[" + host + "]" : host,
                        context.getEnvironment().getProperty("local.server.port"));
    }
}
