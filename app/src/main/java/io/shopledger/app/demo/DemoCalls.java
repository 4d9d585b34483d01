package io.shopledger.app.demo;

import io.shopledger.app.CannotRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo's own calls over HTTP: to the simulated store, and to the service as a visitor would make them. */
final class DemoCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** Asks the simulated store to tell {@code uri} of everything, beginning with the orders it already has. */
    void subscribe(String simulator, String uri) {
        String address = simulator + "/__sim/subscriptions";
        String body =
                JSON.writeValueAsString(JSON.createObjectNode().put("uri", uri).put("seeded", true));
        try {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(address))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
            if (answer.statusCode() / 100 != 2) {
                throw new CannotRun("%s answered %d: %s".formatted(address, answer.statusCode(), answer.body()));
            }
        } catch (IOException failure) {
            throw new CannotRun(
                    "No simulator answers at %s. Start it, or leave out --simulator-url to have one started."
                            .formatted(simulator),
                    failure);
        }
    }

    /** @return the number of an order that is there to look at, or a placeholder when none came in time */
    String anOrder(String orders) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            try {
                HttpResponse<String> answer =
                        send(HttpRequest.newBuilder(URI.create(orders)).GET());
                if (answer.statusCode() == 200) {
                    JsonNode first =
                            JSON.readTree(answer.body()).path("orders").path(0).path("id");
                    if (!first.isMissingNode()) {
                        return first.asString();
                    }
                }
                Thread.sleep(250);
            } catch (IOException | JacksonException notYet) {
                continue;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return "ORDER";
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", interrupted);
        }
    }
}
