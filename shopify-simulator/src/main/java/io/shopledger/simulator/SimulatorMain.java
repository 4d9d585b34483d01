package io.shopledger.simulator;

import io.shopledger.simulator.oauth.Tokens;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the simulated store as a process of its own. Exit codes: 2 for a wrong option, 1 where it cannot start. */
@Command(
        name = "shopify-simulator",
        mixinStandardHelpOptions = true,
        description = "A stand-in for one Shopify store: seeded orders, live changes, signed webhooks.",
        showDefaultValues = true)
public final class SimulatorMain implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--port", defaultValue = "8011", description = "on 127.0.0.1; 0 for any that is free")
    private int port;

    @Option(names = "--shop", defaultValue = "demo.myshopify.com", description = "the store's domain")
    private String shop = "";

    @Option(names = "--token", defaultValue = "shpat_demo", description = "of the Admin API")
    private String token = "";

    @Option(names = "--scopes", defaultValue = Tokens.USUAL_SCOPES, description = "of that token")
    private String scopes = "";

    @Option(names = "--secret", defaultValue = "demo-secret", description = "signs webhooks")
    private String secret = "";

    @Option(names = "--old-secret", description = "for the fault old_secret (default: the secret with -old behind it)")
    private @Nullable String oldSecret;

    @Option(names = "--products", defaultValue = "2000", description = "what orders are of")
    private int products;

    @Option(names = "--orders", defaultValue = "5000", description = "to seed")
    private int orders;

    @Option(names = "--customers", defaultValue = "1000", description = "who orders are by")
    private int customers;

    @Option(names = "--seed", defaultValue = "1", description = "equal seeds make equal stores")
    private long seed;

    @Option(names = "--plan", defaultValue = "unlimited", description = "standard, advanced, plus or unlimited")
    private Plan plan = Plan.UNLIMITED;

    @Option(names = "--live-rate", defaultValue = "0", description = "changes a second, also a fraction")
    private double liveRate;

    @Option(
            names = "--retry-base",
            defaultValue = "200",
            description =
                    "milliseconds before a delivery's first retry; each of the eight waits twice as long, 30 s at most")
    private long retryBase;

    @Option(names = "--journal", description = "file that keeps the changes over restarts")
    private @Nullable Path journal;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new SimulatorMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, given) -> {
                    wrong.getCommandLine().getErr().println(wrong.getMessage());
                    return 2;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(reason(failure));
                    return 1;
                });
    }

    @Override
    public Integer call() throws InterruptedException {
        Simulator simulator = start(settings());
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "simulator-shutdown"));
        System.out.printf("Simulating %s with %d orders on %s%n", shop, simulator.orders(), simulator.address());
        new CountDownLatch(1).await(); // all its threads are daemons
        return 0;
    }

    private SimulatorSettings settings() {
        SimulatorSettings.Builder settings = SimulatorSettings.builder()
                .port(port)
                .shop(shop)
                .token(token)
                .scopes(scopes)
                .secret(secret)
                .products(products)
                .orders(orders)
                .customers(customers)
                .seed(seed)
                .plan(plan)
                .liveRate(liveRate)
                .retryBase(Duration.ofMillis(retryBase))
                .journal(journal);
        if (oldSecret != null) {
            settings.oldSecret(oldSecret);
        }
        try {
            return settings.build();
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "--" + wrong.getMessage());
        }
    }

    private Simulator start(SimulatorSettings settings) {
        try {
            return Simulator.start(settings);
        } catch (UncheckedIOException failure) {
            if (failure.getCause() instanceof BindException) {
                throw new IllegalStateException(
                        "Port %d is taken. Choose another with --port".formatted(port), failure);
            }
            throw failure;
        }
    }

    private static String reason(Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
