package io.shopledger.app.cli;

import io.shopledger.app.DataDirectory;
import io.shopledger.app.Service;
import io.shopledger.app.ServiceSettings;
import io.shopledger.app.access.OwnKey;
import io.shopledger.app.demo.DemoRun;
import io.shopledger.app.demo.DemoSettings;
import io.shopledger.simulator.Plan;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code demo}: serves a simulated store, connected and live. */
@Command(name = "demo", description = "Serve with a simulated store, connected and live: something to look at.")
final class DemoCommand implements Callable<Integer> {
    private static final int MOST = 1_000_000;
    private static final String COUNT = "a number from 0 to 1000000";

    @ParentCommand
    private @Nullable ShopledgerCommand top;

    @Option(
            names = "--products",
            paramLabel = "N",
            defaultValue = "200",
            description = "Products of the store (${DEFAULT-VALUE}).")
    private int products;

    @Option(names = "--orders", paramLabel = "N", defaultValue = "500", description = "Its orders (${DEFAULT-VALUE}).")
    private int orders;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "100",
            description = "Its customers (${DEFAULT-VALUE}).")
    private int customers;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed makes the same store (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--live-rate",
            paramLabel = "N",
            defaultValue = "2",
            description = "Changes a second (${DEFAULT-VALUE}; 0 for none).")
    private double liveRate;

    @Option(
            names = "--simulator-port",
            paramLabel = "PORT",
            defaultValue = "8011",
            description = "Where the simulated store listens (${DEFAULT-VALUE}).")
    private int simulatorPort;

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            defaultValue = "unlimited",
            converter = PlanName.class,
            description =
                    "standard, advanced, plus or unlimited (${DEFAULT-VALUE}): how many calls Shopify would allow.")
    private Plan plan = Plan.UNLIMITED;

    @Option(
            names = "--simulator-url",
            paramLabel = "URL",
            description = "A simulator that already runs; none is started then, and the options above have no effect.")
    private @Nullable URI simulatorUrl;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ServiceSettings settings = Objects.requireNonNull(top).settings(spec);
        DemoRun demo = new DemoRun(checked());
        Service service = new Service(settings);
        DataDirectory directory = service.prepare();
        PrintWriter out = spec.commandLine().getOut();
        out.println("Starting the simulated store ...");
        demo.before(service, directory.path());
        ConfigurableApplicationContext context = service.start(directory, out::println);
        out.println(ServeCommand.listening(context, directory));
        String address = ServeCommand.address(context);
        context.getBean(OwnKey.class).with(key -> demo.connect(address, key)).forEach(out::println);
        return 0;
    }

    private DemoSettings checked() {
        require(products >= 0 && products <= MOST, "--products", products, COUNT);
        require(orders >= 0 && orders <= MOST, "--orders", orders, COUNT);
        require(customers >= 0 && customers <= MOST, "--customers", customers, COUNT);
        require(liveRate >= 0 && liveRate <= 5_000, "--live-rate", liveRate, "changes a second, from 0 to 5000");
        require(simulatorPort >= 0 && simulatorPort <= 65_535, "--simulator-port", simulatorPort, "a port, 0 to 65535");
        if (simulatorUrl != null) {
            String scheme = simulatorUrl.getScheme();
            require(
                    simulatorUrl.getHost() != null && ("http".equals(scheme) || "https".equals(scheme)),
                    "--simulator-url",
                    simulatorUrl,
                    "an address such as http://127.0.0.1:8011");
        }
        return new DemoSettings(products, orders, customers, seed, liveRate, simulatorPort, plan, simulatorUrl);
    }

    private void require(boolean holds, String option, Object given, String wanted) {
        if (!holds) {
            throw new ParameterException(
                    spec.commandLine(), "%s=%s does not do; give %s.".formatted(option, given, wanted));
        }
    }

    /** A plan as a person writes it. */
    static final class PlanName implements ITypeConverter<Plan> {
        @Override
        public Plan convert(String text) {
            try {
                return Plan.valueOf(text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw new TypeConversionException(
                        "There is no plan '%s'. Plans are standard, advanced, plus and unlimited.".formatted(text));
            }
        }
    }
}
