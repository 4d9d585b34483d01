package io.shopledger.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the service and the raw limits beside it, in rounds, and prints a table and a line of JSON. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        subcommands = {WebhookLoad.class, ReadLoad.class, RawInserts.class},
        description = "Starts the service with a Postgres of its own in a temporary folder, and measures it.")
public final class Benchmarks implements Callable<Integer> {
    @Option(names = "--repository", description = "where mvn package was run", defaultValue = ".")
    private Path repository = Path.of(".");

    @Option(names = "--rounds", defaultValue = "3")
    private int rounds;

    @Option(names = "--seconds", description = "of delivering in a round", defaultValue = "30")
    private int seconds;

    @Option(names = "--warm-up", description = "webhooks before the first round", defaultValue = "60000")
    private int warmUp;

    @Option(names = "--only", description = "webhooks, rebuild, appends, reads; all unless given", split = ",")
    private List<String> only = List.of("webhooks", "rebuild", "appends", "reads");

    @Option(names = "--java-option", description = "for the service's JVM, such as -Xmx2g")
    private List<String> options = List.of();

    @Option(names = "--folder", description = "where the service keeps its data; a temporary one unless given")
    private Path given;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path folder = given == null
                ? Files.createTempDirectory("shopledger-benchmarks")
                : Files.createDirectories(given.toAbsolutePath());
        Figures figures = new Figures();
        try (MeasuredService service = MeasuredService.start(repository, folder, options)) {
            Webhooks webhooks = new Webhooks(service, folder);
            webhooks.warmUp(warmUp);
            Appends appends = new Appends(service);
            for (int round = 1; round <= rounds; round++) {
                if (only.contains("webhooks")) {
                    webhooks.round(seconds, figures);
                }
                if (only.contains("rebuild")) {
                    new Rebuilds(service).round(figures);
                }
                if (only.contains("appends")) {
                    appends.round(figures);
                }
                if (only.contains("reads")) {
                    new ListReads(service, folder).round(figures);
                }
                System.err.printf("Round %d of %d is done.%n", round, rounds);
            }
        } finally {
            if (given == null) {
                delete(folder);
            }
        }
        System.out.print(figures.table());
        System.out.println(figures.json());
        return 0;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
    }
}
