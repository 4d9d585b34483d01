package io.shopledger.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The service as a user starts it, with its own embedded Postgres in a folder of its own, and a simulated store connected that
 * stays silent: what is measured is what we send.
 */
final class MeasuredService implements AutoCloseable {
    static final String SHOP = "demo.myshopify.com";
    static final String SECRET = "demo-secret";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private final Program simulator;
    private final Program service;
    private final int port;

    private MeasuredService(Path data, Program simulator, Program service, int port) {
        this.data = data;
        this.simulator = simulator;
        this.service = service;
        this.port = port;
    }

    /** @param repository where our jars were built @param options for its JVM */
    static MeasuredService start(Path repository, Path folder, List<String> options)
            throws IOException, InterruptedException {
        int simulated = freePort();
        int port = freePort();
        Path data = folder.resolve("data");
        Program simulator = Program.jar(
                folder.resolve("simulator.log"),
                Map.of(),
                List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                repository.resolve("shopify-simulator/target/shopify-simulator.jar"),
                "--port=" + simulated,
                "--shop=" + SHOP,
                "--secret=" + SECRET,
                "--products=1",
                "--orders=1",
                "--customers=1",
                "--live-rate=0");
        Program service = Program.jar(
                folder.resolve("service.log"),
                Map.of(
                        "SHOPLEDGER_SHOPIFY_URL",
                        "http://127.0.0.1:" + simulated + "/{shop}",
                        "SYNC_INTERVAL_MINUTES",
                        "0"),
                options,
                repository.resolve("app/target/shopledger.jar"),
                "--server.port=" + port,
                "--data-dir=" + data);
        MeasuredService started = new MeasuredService(data, simulator, service, port);
        try {
            started.await("http://127.0.0.1:" + simulated + "/__sim/stats");
            started.await(started.address() + "/health");
            started.connect();
            return started;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            started.close();
            throw failure;
        }
    }

    private void await(String address) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (status(address) == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // it is asked again
            }
            if (System.nanoTime() > end || !service.isAlive()) {
                throw new IOException("It does not start: " + service.output());
            }
            Thread.sleep(200);
        }
    }

    private void connect() throws IOException, InterruptedException {
        String store = """
                {"store_domain":"%s","access_token":"shpat_demo","api_key":"demo-key","api_secret":"%s","private_app":true}""".formatted(SHOP, SECRET);
        post("/api/v1/stores", store);
    }

    private int status(String address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    String get(String path) throws IOException, InterruptedException {
        return good(HttpRequest.newBuilder(URI.create(address() + path)));
    }

    String post(String path, String body) throws IOException, InterruptedException {
        return good(HttpRequest.newBuilder(URI.create(address() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String good(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private String address() {
        return "http://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    long pid() {
        return service.pid();
    }

    /** @return the pid of its Postgres, whose children do the work */
    long postgresPid() throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .get(0)
                .strip());
    }

    Login login(String database) throws IOException {
        return new Login(
                Integer.parseInt(Files.readString(data.resolve("postgres.port")).strip()),
                database,
                "shopledger",
                Files.readString(data.resolve("postgres.password")).strip());
    }

    Connection connection() throws IOException, SQLException {
        return DriverManager.getConnection(login("shopledger").url());
    }

    /** A database on the same server for what is measured beside the service. */
    void createDatabase(String name) throws IOException, SQLException {
        execute("create database " + name);
    }

    void dropDatabase(String name) throws IOException, SQLException {
        execute("drop database " + name);
    }

    void execute(String statement) throws IOException, SQLException {
        try (Connection connection = connection();
                Statement executed = connection.createStatement()) {
            executed.execute(statement);
        }
    }

    /** How one logs in to the embedded Postgres. */
    record Login(int port, String database, String user, String password) {
        String url() {
            return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s".formatted(port, database, user, password);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        service.close();
        simulator.close();
    }
}
