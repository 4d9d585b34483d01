package io.shopledger.app.demo;

import io.shopledger.app.CannotRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
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

    private final String service;
    private final @Nullable String key;

    /** @param key is shown to the service only; null where it needs none */
    DemoCalls(String service, @Nullable String key) {
        this.service = service;
        this.key = key;
    }

    /** An answer, whatever its status. */
    record Told(int status, JsonNode body) {}

    /** @return a good answer, or one of this other status */
    Told post(String address, JsonNode body, int alsoFine) {
        return told(
                address,
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))),
                alsoFine);
    }

    JsonNode post(String address, JsonNode body) {
        return post(address, body, 200).body();
    }

    JsonNode get(String address) {
        return told(address, HttpRequest.newBuilder(URI.create(address)).GET(), 200)
                .body();
    }

    /** @return the number of an order that is there to look at; null when none came in time */
    @Nullable
    String anOrder(String orders) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            JsonNode first = get(orders).path("orders").path(0).path("id");
            if (!first.isMissingNode()) {
                return first.asString();
            }
            try {
                Thread.sleep(250);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        return null;
    }

    private Told told(String address, HttpRequest.Builder request, int alsoFine) {
        if (key != null && address.startsWith(service + "/")) {
            request.header("Authorization", "Bearer " + key);
        }
        try {
            HttpResponse<String> answer =
                    client.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2 && answer.statusCode() != alsoFine) {
                throw new CannotRun("%s answered %d: %s".formatted(address, answer.statusCode(), answer.body()));
            }
            return new Told(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (JacksonException noJson) {
            throw new CannotRun("%s answered what is not JSON: it is another program's.".formatted(address), noJson);
        } catch (IOException failure) {
            throw new CannotRun("Nobody answers at %s: %s.".formatted(address, failure), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotRun("Interrupted while asking " + address, interrupted);
        }
    }
}
