package io.shopledger.app.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.app.process.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The requests of {@code docs/requests.http}: each is to a call that the API's description has, with parameters that it has. */
final class RequestsPage {
    private static final Pattern REQUEST = Pattern.compile("(?m)^(GET|POST|PUT|DELETE) \\{\\{service}}(\\S+)$");

    /** They answer in other forms than the API's and are described in the guide. */
    private static final Set<String> BESIDE_THE_API = Set.of("/health", "/metrics");

    private final Http http;

    RequestsPage(Http http) {
        this.http = http;
    }

    void everyRequestIsDescribed(String service) {
        JsonNode paths = http.get(service + "/docs/openapi.json").get("paths");
        paths.properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(call -> assertThat(
                                        call.getValue().path("summary").asString(""))
                                .as("what %s %s is for", call.getKey(), path.getKey())
                                .isNotBlank()));
        List<String> checked = new ArrayList<>();
        Matcher request = REQUEST.matcher(text());
        while (request.find()) {
            URI address = URI.create(request.group(2).replaceAll("\\{\\{\\w+}}", "1"));
            if (BESIDE_THE_API.contains(address.getPath())) {
                assertThat(http.status(service + address.getPath())).isEqualTo(200);
            } else {
                isDescribed(paths, request.group(1).toLowerCase(Locale.ROOT), address);
            }
            checked.add(request.group());
        }
        assertThat(checked).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    }

    private static void isDescribed(JsonNode paths, String method, URI address) {
        List<JsonNode> calls = paths.properties().stream()
                .filter(path -> address.getPath().matches(path.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
                .sorted(Comparator.comparing(path -> path.getKey().contains("{"))) // /logs is no sync's id
                .map(path -> path.getValue().path(method))
                .filter(JsonNode::isObject)
                .toList();
        assertThat(calls).as("%s %s is described", method, address).isNotEmpty();
        if (address.getQuery() != null) {
            for (String parameter : address.getQuery().split("&")) {
                assertThat(calls.get(0)
                                .get("parameters")
                                .valueStream()
                                .map(one -> one.get("name").asString()))
                        .as("parameters of %s %s", method, address)
                        .contains(parameter.split("=")[0]);
            }
        }
    }

    private static String text() {
        try {
            return Files.readString(Path.of("..", "docs", "requests.http"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
