package io.shopledger.app.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plain calls over HTTP, as curl would make them. */
public final class Http {
    private static final int AT_ONCE = 4;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** @return the status, or -1 where nobody answers */
    public int status(String address) {
        try {
            return send(request(address).GET()).statusCode();
        } catch (UncheckedIOException nobody) {
            return -1;
        }
    }

    public JsonNode get(String address) {
        return JSON.readTree(ok(send(request(address).GET())));
    }

    /** The body, whatever the status. */
    public JsonNode json(String address) {
        return JSON.readTree(send(request(address).GET()).body());
    }

    /** Each line of newline-delimited JSON. */
    public List<JsonNode> lines(String address) {
        return ok(send(request(address).GET()))
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> (JsonNode) JSON.readTree(line))
                .toList();
    }

    public JsonNode post(String address, String json) {
        return JSON.readTree(ok(send(request(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)))));
    }

    public void delete(String address) {
        ok(send(request(address).DELETE()));
    }

    /** Follows {@code next_cursor} to the end. */
    public void eachOf(String address, String field, Consumer<JsonNode> item) {
        String next = address;
        while (next != null) {
            JsonNode page = get(next);
            page.get(field).forEach(item);
            JsonNode cursor = page.get("next_cursor");
            next = cursor == null || cursor.isNull() ? null : address + "&cursor=" + cursor.asString();
        }
    }

    /** Makes a call for each, several at once. */
    public <T, R> Map<T, R> atOnce(Collection<T> items, Function<T, R> call) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Map<T, Future<R>> begun = new LinkedHashMap<>();
            items.forEach(item -> begun.put(item, threads.submit(() -> call.apply(item))));
            Map<T, R> answers = new LinkedHashMap<>();
            for (Map.Entry<T, Future<R>> one : begun.entrySet()) {
                answers.put(one.getKey(), one.getValue().get());
            }
            return answers;
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            threads.shutdownNow();
        }
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30));
    }

    private static String ok(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(answer.request() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
