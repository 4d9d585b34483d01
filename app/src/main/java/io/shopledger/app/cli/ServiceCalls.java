package io.shopledger.app.cli;

import io.shopledger.app.CannotRun;
import io.shopledger.app.ServiceSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of a running service, as its operator, with the API key of {@code SHOPLEDGER_API_KEY} where one is set. */
final class ServiceCalls {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Until the first line. */
    private static final Duration PATIENCE_WITH_LINES = Duration.ofMinutes(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String service;
    private final @Nullable String key;

    /** What a call was answered. @param body an empty object where it was no JSON */
    record Answer(int status, JsonNode body) {
        boolean isGood() {
            return status / 100 == 2;
        }

        /** What a problem says of itself; else the status. */
        String told() {
            String detail = body.path("detail").asString("");
            if (status == 401 || status == 403) {
                return (detail.isBlank() ? "The service refused." : detail)
                        + " This command sends the key of the environment variable SHOPLEDGER_API_KEY.";
            }
            return detail.isBlank() ? "The service answered " + status + "." : detail;
        }
    }

    private ServiceCalls(String service, @Nullable String key) {
        this.service = service;
        this.key = key;
    }

    /** @param url where the service is; where {@code null}, on this machine where the settings say */
    static ServiceCalls of(@Nullable URI url, ServiceSettings settings) {
        return new ServiceCalls(
                url == null ? here(settings) : url.toString().replaceAll("/+$", ""),
                settings.variable("SHOPLEDGER_API_KEY"));
    }

    /** A service that listens on all addresses is called on loopback. */
    private static String here(ServiceSettings settings) {
        String host = settings.address();
        if (host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]")) {
            host = "127.0.0.1";
        }
        return "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, settings.port());
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, JsonNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /**
     * Reads an answer of lines as they come.
     *
     * @param body sent by POST; where {@code null}, the call is a GET
     */
    void lines(String path, @Nullable JsonNode body, Consumer<String> line) {
        HttpRequest.Builder request = request(path).timeout(PATIENCE_WITH_LINES);
        HttpRequest sent = body == null
                ? request.GET().build()
                : request.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build();
        HttpResponse<InputStream> answer = send(sent, BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            if (answer.statusCode() / 100 != 2) {
                throw new CannotRun(
                        new Answer(answer.statusCode(), json(lines.lines().collect(Collectors.joining("\n")))).told());
            }
            for (String next = lines.readLine(); next != null; next = lines.readLine()) {
                line.accept(next);
            }
        } catch (IOException broken) {
            throw new CannotRun("The answer broke off; the service's log says why. Try again.", broken);
        }
    }

    String service() {
        return service;
    }

    private HttpRequest.Builder request(String path) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(service + path)).timeout(PATIENCE);
            return key == null ? request : request.header("Authorization", "Bearer " + key);
        } catch (IllegalArgumentException wrong) {
            throw new CannotRun(
                    "%s is no address of a service; give one such as http://127.0.0.1:8010.".formatted(service));
        }
    }

    private Answer send(HttpRequest.Builder request) {
        HttpResponse<String> answer = send(request.build(), BodyHandlers.ofString());
        return new Answer(answer.statusCode(), json(answer.body()));
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> reading) {
        try {
            return client.send(request, reading);
        } catch (IOException nobody) {
            throw new CannotRun(
                    "No service answers at %s. Start it, or say with --url or --server.port where it is."
                            .formatted(service),
                    nobody);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotRun("Interrupted while waiting for an answer.", interrupted);
        }
    }

    private static JsonNode json(String body) {
        try {
            JsonNode read = JSON.readTree(body);
            return read.isObject() ? read : JSON.createObjectNode();
        } catch (JacksonException noJson) {
            return JSON.createObjectNode();
        }
    }
}
