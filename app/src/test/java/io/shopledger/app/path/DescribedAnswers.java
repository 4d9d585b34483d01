package io.shopledger.app.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.shopledger.app.process.Http;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every call of the API's description that reads, with its examples: what it answers is what is described. Each parameter is
 * tried by itself, beside those that must be there.
 */
final class DescribedAnswers {
    /** They answer a browser, or a reader of lines; or for once. */
    private static final Set<String> OTHERWISE =
            Set.of("/api/v1/auth/oauth/callback", "/api/v1/sync/{sync_id}/events", "/api/v1/audit/export");

    private final Http http;
    private final String service;
    private final JsonNode api;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> known = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int asked;

    DescribedAnswers(Http http, String service) {
        this.http = http;
        this.service = service;
        this.api = http.get(service + "/docs/openapi.json");
    }

    void areAsDescribed() {
        api.get("paths").properties().forEach(path -> {
            JsonNode get = path.getValue().get("get");
            if (get != null && !OTHERWISE.contains(path.getKey())) {
                call(path.getKey(), get);
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(100);
    }

    private void call(String path, JsonNode get) {
        StringBuilder needed = new StringBuilder();
        List<String> one = new ArrayList<>();
        String address = path;
        for (JsonNode parameter : get.path("parameters")) {
            String name = parameter.get("name").asString();
            String example = example(path, parameter);
            if (parameter.get("in").asString().equals("path")) {
                address = address.replace("{" + name + "}", encoded(example == null ? "1" : example));
            } else if (parameter.get("in").asString().equals("query") && example != null) {
                if (parameter.path("required").asBoolean()) {
                    needed.append(needed.isEmpty() ? '?' : '&')
                            .append(name)
                            .append('=')
                            .append(encoded(example));
                } else {
                    one.add((name + "=" + encoded(example)));
                }
            } else if (parameter.path("required").asBoolean()) {
                wrong.add("%s: %s must be there and has no example".formatted(path, name));
            }
        }
        ask(path, address + needed, get);
        for (String parameter : one) {
            ask(path, address + needed + (needed.isEmpty() ? "?" : "&") + parameter, get);
        }
    }

    /** What is there, where the example is a number of somebody else's. */
    private @Nullable String example(String path, JsonNode parameter) {
        String name = parameter.get("name").asString();
        if (parameter.get("in").asString().equals("path")) {
            if (name.equals("id") && path.contains("/audit/{kind}/")) {
                return first("orders");
            }
            for (String kind : List.of("products", "orders", "customers", "inventory")) {
                if (name.equals("id") && path.equals("/api/v1/" + kind + "/{id}")) {
                    return first(kind);
                }
            }
            if (name.equals("sync_id")) {
                return http.get(service + "/api/v1/sync/logs?store_id=1")
                        .at("/logs/0/sync_id")
                        .asString();
            }
        }
        JsonNode example = parameter.has("example") ? parameter.get("example") : parameter.at("/schema/example");
        if (example.isMissingNode()) {
            JsonNode words = parameter.at("/schema/enum");
            return words.isArray() ? words.get(words.size() - 1).asString() : null;
        }
        return example.asString();
    }

    private String first(String kind) {
        return http.get(service + "/api/v1/" + kind + "?store_id=1&limit=1")
                .at("/" + kind + "/0/id")
                .asString();
    }

    private void ask(String path, String address, JsonNode get) {
        asked++;
        HttpResponse<String> answer = http.send(Http.request(service + address).GET());
        int status = answer.statusCode();
        if (status != 200 && !(status == 404 && path.contains("{"))) {
            wrong.add("%s answered %d: %s".formatted(address, status, answer.body()));
            return;
        }
        JsonNode contents = get.at("/responses/" + status + "/content");
        if (!contents.isObject()) {
            wrong.add("%s answered %d, of which nothing is said".formatted(address, status));
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        JsonNode content = contents.has(type) ? contents.get(type) : contents.path("*/*");
        if (!content.has("schema")) {
            wrong.add("%s answered %s, described is %s".formatted(address, type, contents.propertyNames()));
            return;
        }
        schema(content.get("schema"))
                .validate(JsonMapper.shared().readTree(answer.body()))
                .forEach(error -> wrong.add("%s: %s".formatted(address, error)));
    }

    /** With the description's components beside it, to which it refers. */
    private Schema schema(JsonNode described) {
        return known.computeIfAbsent(described.toString(), text -> {
            ObjectNode whole = ((ObjectNode) described).deepCopy();
            whole.set("components", api.get("components"));
            return schemas.getSchema(whole);
        });
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
