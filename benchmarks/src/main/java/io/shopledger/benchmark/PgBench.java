package io.shopledger.benchmark;

import io.shopledger.benchmark.MeasuredService.Login;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Postgres's own load generator, inserting the same rows as {@link RawInserts}: a slow loop of ours would show. */
final class PgBench {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final String SCRIPT = """
            \\set id random(1, 9000000000000000)
            insert into raw_webhook (id, topic, shop, body) values (:id, 'orders/create', 'demo.myshopify.com', :body)
              on conflict do nothing;
            """;

    private final Path program;

    private PgBench(Path program) {
        this.program = program;
    }

    /** @return nothing where it is not installed: the Postgres that we bring has none */
    static Optional<PgBench> installed() throws IOException {
        List<Path> places = new ArrayList<>();
        for (String folder : System.getenv("PATH").split(":")) {
            places.add(Path.of(folder));
        }
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.forEach(version -> places.add(0, version.resolve("bin")));
            }
        }
        return places.stream()
                .map(folder -> folder.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(PgBench::new);
    }

    /** @return transactions a second */
    double inserts(Login login, Path folder, int connections, int seconds) throws Exception {
        Path script = Files.writeString(folder.resolve("pgbench.sql"), SCRIPT);
        SignedRequests requests =
                new SignedRequests("localhost", MeasuredService.SHOP, MeasuredService.SECRET, 7_000_000_000_001L);
        Path output = Files.createTempFile(folder, "pgbench", ".log");
        try (Program bench = Program.start(
                output,
                Map.of("PGPASSWORD", login.password()),
                List.of(
                        program.toString(),
                        "-n",
                        "-M",
                        "prepared",
                        "-c",
                        Integer.toString(connections),
                        "-j",
                        "2",
                        "-T",
                        Integer.toString(seconds),
                        "-D",
                        "body=" + new String(requests.lastBody(), StandardCharsets.US_ASCII),
                        "-f",
                        script.toString(),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(login.port()),
                        "-U",
                        login.user(),
                        login.database()))) {
            bench.awaitEnd();
            Matcher rate = RATE.matcher(bench.output());
            if (!rate.find()) {
                throw new IOException("pgbench failed: " + bench.output());
            }
            return Double.parseDouble(rate.group(1));
        }
    }
}
