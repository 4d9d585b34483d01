package io.shopledger.app.path;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Requests that are a little or entirely wrong, made from the API's own description; the same seed makes the same. */
final class OddRequests {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> VALUES = List.of(
            "",
            "0",
            "1",
            "-1",
            "250",
            "251",
            "9223372036854775807",
            "9223372036854775808",
            "1e400",
            "NaN",
            "null",
            "true",
            "2026-10-01T14:03:00Z",
            "2026-02-30T25:61:00Z",
            "+999999999-12-31T23:59:59Z",
            "0000-00-00",
            "orders",
            "products",
            "created_at",
            "-updated_at",
            "demo.myshopify.com",
            "'",
            "' or 1=1 --",
            "%",
            "_",
            "\\",
            "\"",
            "\u0000",
            "\r\nX: y",
            "../../etc/passwd",
            "..;/",
            "<b>x</b>",
            "{}",
            "[]",
            "${x}",
            "\ud83d\ude00",
            "\u202e",
            "a\u0301",
            "12.50",
            "00000000-0000-0000-0000-000000000000",
            "x".repeat(3_000),
            "eyJhIjoxfQ",
            "https://x.example",
            "paid");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json",
            "application/json",
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/xml",
            "multipart/form-data; boundary=x",
            "application/json; charset=x",
            "nonsense",
            "*/*");

    private final Random random;
    private final String service;
    private final JsonNode schemas;
    private final List<Operation> operations = new ArrayList<>();

    private record Operation(String method, String path, JsonNode described) {}

    OddRequests(long seed, String service, JsonNode api) {
        this.random = new Random(seed);
        this.service = service;
        this.schemas = api.path("components").path("schemas");
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operations.add(
                                new Operation(method.getKey().toUpperCase(), path.getKey(), method.getValue()))));
    }

    int operations() {
        return operations.size();
    }

    /** @param n the first ones visit each operation in turn */
    HttpRequest next(int n) {
        Operation operation = operations.get(n % operations.size());
        StringBuilder address = new StringBuilder(service);
        List<String> query = new ArrayList<>();
        String path = operation.path();
        for (JsonNode parameter : operation.described().path("parameters")) {
            String name = parameter.get("name").asString();
            if (parameter.get("in").asString().equals("path")) {
                String value = value();
                path = path.replace("{" + name + "}", encoded(value.isEmpty() ? " " : value));
            } else if (parameter.get("in").asString().equals("query") && random.nextInt(3) > 0) {
                query.add(
                        encoded(name) + "=" + encoded(name.equals("store_id") && random.nextBoolean() ? "1" : value()));
            }
        }
        if (random.nextInt(8) == 0) {
            query.add(encoded(value()) + "=" + encoded(value()));
        }
        if (random.nextInt(20) == 0) {
            query.add("q=%ff%c0%80");
        }
        address.append(path.replaceAll("\\{[^}]*}", "x"));
        if (!query.isEmpty()) {
            address.append('?').append(String.join("&", query));
        }
        String method = random.nextInt(12) == 0
                ? one(List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"))
                : operation.method();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(java.net.URI.create(address.toString())).timeout(PATIENCE);
        if (random.nextInt(10) == 0) {
            request.header("Accept", one(List.of("text/html", "application/xml", "text/event-stream", "x", "*/*;q=2")));
        }
        if (random.nextInt(10) == 0) {
            request.header("Idempotency-Key", one(List.of("k", "x".repeat(2_000), " ")));
        }
        if (path.contains("webhooks")) {
            request.header("X-Shopify-Topic", one(List.of("orders/create", "products/update", "no/such", "x")));
            request.header("X-Shopify-Shop-Domain", one(List.of("demo.myshopify.com", "x", "http://x")));
        }
        if (method.equals("GET") || method.equals("HEAD")) {
            return request.method(method, BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", one(TYPES))
                .method(method, BodyPublishers.ofString(body(operation)))
                .build();
    }

    private String body(Operation operation) {
        JsonNode schema = operation
                .described()
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        String json = JsonMapper.shared().writeValueAsString(of(schema, 0));
        return switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> json.substring(0, random.nextInt(json.length() + 1));
            case 2 -> json + json;
            case 3 -> "[".repeat(2_000);
            case 4 -> "\u0000\ufffd" + json;
            default -> json;
        };
    }

    private JsonNode of(JsonNode given, int depth) {
        JsonNode schema =
                given.has("$ref") ? schemas.path(given.get("$ref").asString().replaceAll(".*/", "")) : given;
        String type = schema.path("type").isArray()
                ? schema.path("type").path(0).asString("string")
                : schema.path("type").asString("object");
        if (depth > 4 || random.nextInt(8) == 0) {
            return wild();
        }
        if (type.equals("object")) {
            ObjectNode object = JSON.objectNode();
            schema.path("properties").properties().forEach(property -> {
                if (random.nextInt(6) > 0) {
                    object.set(property.getKey(), of(property.getValue(), depth + 1));
                }
            });
            if (random.nextInt(8) == 0) {
                object.set(value(), wild());
            }
            return object;
        }
        if (type.equals("array")) {
            ArrayNode array = JSON.arrayNode();
            int length = random.nextInt(20) == 0 ? 251 : random.nextInt(3);
            for (int i = 0; i < length; i++) {
                array.add(of(schema.path("items"), depth + 1));
            }
            return array;
        }
        return switch (type) {
            case "integer", "number" -> JSON.numberNode(random.nextInt(4) == 0 ? random.nextLong() : 1L);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            default -> JSON.stringNode(value());
        };
    }

    private JsonNode wild() {
        return switch (random.nextInt(6)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.numberNode(random.nextDouble() * 1e300);
            case 2 -> JSON.arrayNode().add(JSON.objectNode());
            case 3 -> JSON.booleanNode(true);
            default -> JSON.stringNode(value());
        };
    }

    private String value() {
        return one(VALUES);
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
