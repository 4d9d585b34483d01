package io.shopledger.simulator.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a simulated store as an app does. */
public final class App {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;

    public App(URI address) {
        this.address = address;
    }

    /** The whole answer. */
    public JsonNode ask(String query, Map<String, ?> variables) {
        HttpResponse<String> answer = post("/admin/api/2026-10/graphql.json", "shpat_demo", query, variables);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** The data of an answer without errors. */
    public JsonNode data(String query, Map<String, ?> variables) {
        JsonNode answer = ask(query, variables);
        assertThat(answer.has("errors")).as("%s", answer.get("errors")).isFalse();
        return answer.get("data");
    }

    public JsonNode data(String query) {
        return data(query, Map.of());
    }

    public HttpResponse<String> post(String path, @Nullable String token, String query, Map<String, ?> variables) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(
                        JSON.writeValueAsBytes(Map.of("query", query, "variables", variables))));
        if (token != null) {
            request.header("X-Shopify-Access-Token", token);
        }
        return send(request.build());
    }

    /** Completes when it is answered, however long that takes. */
    public CompletableFuture<HttpResponse<String>> askLater(String query) {
        return client.sendAsync(
                HttpRequest.newBuilder(address.resolve("/admin/api/2026-10/graphql.json"))
                        .header("Content-Type", "application/json")
                        .header("X-Shopify-Access-Token", "shpat_demo")
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(Map.of("query", query))))
                        .build(),
                BodyHandlers.ofString());
    }

    public HttpResponse<String> control(String path, String body) {
        return send(HttpRequest.newBuilder(address.resolve(path))
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    public JsonNode look(String path) {
        return JSON.readTree(
                send(HttpRequest.newBuilder(address.resolve(path)).build()).body());
    }

    public List<JsonNode> truth(String kind) {
        List<JsonNode> lines = new ArrayList<>();
        send(HttpRequest.newBuilder(address.resolve("/__sim/truth/" + kind)).build())
                .body()
                .lines()
                .forEach(line -> lines.add(JSON.readTree(line)));
        return lines;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
