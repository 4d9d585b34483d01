package io.shopledger.app.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.app.process.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls of {@code docs/guide.md}, in its order, as a reader would make them. */
final class GuidePage {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
    private static final Pattern CALL = Pattern.compile("(?m)^curl ((?:'[^']*'|[^'\n])*)$");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private final Http http;
    private final Map<String, String> own;

    /** @param own what a reader puts for what the guide writes */
    GuidePage(Http http, Map<String, String> own) {
        this.http = http;
        this.own = own;
    }

    /** @param service where it is; the guide writes the address that it has by default */
    void everyCallSucceeds(String service) {
        int calls = 0;
        Matcher block = BLOCK.matcher(text().replace("http://127.0.0.1:8010", service));
        while (block.find()) {
            assertThat(CALL.matcher(block.group(1)).replaceAll("").strip())
                    .as("a block has nothing but calls of curl")
                    .isEmpty();
            Matcher call = CALL.matcher(block.group(1));
            while (call.find()) {
                made(call.group(1), service);
                calls++;
            }
        }
        assertThat(calls).isGreaterThan(15);
    }

    private void made(String line, String service) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2));
        }
        HttpRequest.Builder request =
                Http.request(words.remove(words.size() - 1)).GET();
        for (int at = 0; at < words.size(); at += 2) {
            String value = words.get(at + 1);
            switch (words.get(at)) {
                case "-H" -> request.header(value.split(": ", 2)[0], value.split(": ", 2)[1]);
                case "-d" -> request.POST(HttpRequest.BodyPublishers.ofString(value));
                default -> throw new AssertionError("The guide uses an option of curl that is not known here: " + line);
            }
        }
        HttpResponse<String> answer = http.send(request);
        assertThat(answer.statusCode()).as("%s: %s", line, answer.body()).isBetween(200, 299);
        if (line.contains("/sync/") && answer.body().contains("\"sync_id\"") && line.contains("-d ")) {
            ended(
                    service,
                    JsonMapper.shared().readTree(answer.body()).get("sync_id").asString());
        }
    }

    /** The reader waits, too: one type has one sync at a time. */
    private void ended(String service, String sync) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            String address = service + "/api/v1/sync/" + sync;
            if (http.status(address) != 200) {
                return false;
            }
            JsonNode progress = http.get(address);
            assertThat(progress.get("status").asString()).as("%s", progress).isIn("running", "completed");
            return progress.get("status").asString().equals("completed");
        });
    }

    private String text() {
        try {
            String text = Files.readString(Path.of("..", "docs", "guide.md"));
            for (Map.Entry<String, String> each : own.entrySet()) {
                assertThat(text).contains(each.getKey());
                text = text.replace(each.getKey(), each.getValue());
            }
            return text;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
