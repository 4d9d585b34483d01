package io.shopledger.app.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.app.process.Http;
import io.shopledger.app.process.Jar;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is asked, the service answers soon, says nothing of its inside, and is not at fault. */
class OddRequestsTest {
    private static final long SEED = Long.getLong("shopledger.odd-requests.seed", 20_261_123L);
    private static final int COUNT = Integer.getInteger("shopledger.odd-requests", 2_000);
    private static final int AT_ONCE = 4;
    /** Nobody listens where this service is told that Shopify is. */
    private static final String NOBODY_IS_SHOPIFY = "urn:shopledger:problem:shopify-unreachable";

    /** Stack traces, and what Postgres and our statements look like. */
    private static final Pattern INSIDE = Pattern.compile(
            "\tat |[a-z]\\.[A-Za-z]+Exception|SQLState|ERROR: |PSQL"
                    + "|java\\.(?:lang|util)\\.|io\\.shopledger\\.|org\\.(?:springframework|postgresql)|(?i:\\bselect .+ from \\b)");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    @Test
    void anyRequestIsAnswered_soon_byNoFaultOfOurs_tellingNothingOfTheInside() throws Exception {
        System.out.printf("%d odd requests of seed %d%n", COUNT, SEED);
        String service = "http://127.0.0.1:" + Jar.freePort();
        Http http = new Http();
        List<String> wrong = new ArrayList<>();
        try (Jar ledger = Jar.shopledger(
                        folder.resolve("shopledger.log"),
                        Map.of("SHOPLEDGER_SHOPIFY_URL", "http://127.0.0.1:" + Jar.freePort() + "/{shop}"),
                        "--server.port=" + Jar.port(service),
                        "--data-dir=" + folder.resolve("data"))
                .ready(http, service + "/health")) {
            OddRequests odd = new OddRequests(SEED, service, http.get(service + "/docs/openapi.json"));
            assertThat(odd.operations()).as("operations described").isGreaterThan(20);
            ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
            try {
                List<Future<@Nullable String>> answers = new ArrayList<>();
                for (int n = 0; n < COUNT; n++) {
                    HttpRequest request = odd.next(n);
                    answers.add(threads.submit(() -> fault(request)));
                }
                for (Future<@Nullable String> answer : answers) {
                    String fault = answer.get();
                    if (fault != null) {
                        wrong.add(fault);
                    }
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(http.status(service + "/health")).isEqualTo(200);
            assertThat(wrong).as("seed %d; log: %s", SEED, ledger.output()).isEmpty();
        }
    }

    /** What is wrong with the answer, or null. */
    private @Nullable String fault(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            boolean fault = answer.statusCode() >= 500 && !answer.body().contains(NOBODY_IS_SHOPIFY);
            return fault || INSIDE.matcher(answer.body()).find()
                    ? request + " answered " + answer.statusCode() + ": " + answer.body()
                    : null;
        } catch (IOException none) {
            return request + " was not answered: " + none;
        }
    }
}
