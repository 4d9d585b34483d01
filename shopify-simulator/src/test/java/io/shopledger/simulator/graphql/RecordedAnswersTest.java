package io.shopledger.simulator.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.simulator.Simulator;
import io.shopledger.simulator.SimulatorSettings;
import io.shopledger.simulator.truth.PublishedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every call that was recorded against Shopify itself and asks only for what the simulator has is made again here. Whether there
 * is data, which errors and user errors with which codes at which fields, and what the call is priced at have to be the same.
 */
class RecordedAnswersTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern PRODUCT = Pattern.compile("gid://shopify/Product/\\d{9,}");
    private static final Pattern ID = Pattern.compile("gid://shopify/(\\w+)/(\\d{9,})");

    /** Where a document says so, it asks for what the simulator does not have. */
    private static final Set<String> NOT_SIMULATED = Set.of(
            "undefinedField",
            "argumentNotAccepted",
            "argumentLiteralsIncompatible",
            "unknownType",
            "missingRequiredArguments",
            "missingDirectiveArgument");

    /** Why a call is not compared, with how many there are: a change of what is passed over is to be seen. */
    private final Map<String, Integer> passedOver = new TreeMap<>();

    private final List<String> differences = new ArrayList<>();
    private final Map<String, Deque<String>> unused = new HashMap<>();
    private int compared;
    private int priced;

    private Simulator simulator;
    private App app;

    @BeforeEach
    void start() {
        simulator = Simulator.start(SimulatorSettings.builder()
                .port(0)
                .products(120)
                .orders(60)
                .customers(40)
                .build());
        app = new App(simulator.address());
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    private record Recorded(String name, String version, String query, JsonNode variables, JsonNode response) {
        boolean has(String code) {
            return codes(response).contains(code);
        }
    }

    @Test
    void callsThatWereRecorded_areAnsweredAlike() throws IOException {
        Path folder = PublishedData.present("graphql-captures");
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .forEach(file -> recorded(folder, file).forEach(this::again));
        }
        assertThat(differences).isEmpty();
        assertThat(compared).as("compared; passed over: %s", passedOver).isGreaterThanOrEqualTo(126);
        assertThat(priced).isGreaterThanOrEqualTo(104);
    }

    private void again(Recorded recorded) {
        String why = whyNot(recorded);
        if (why != null) {
            passedOver.merge(why, 1, Integer::sum);
            return;
        }
        Map<String, String> ours = new LinkedHashMap<>();
        JsonNode variables = JSON.readTree(inOurStore(recorded.variables().toString(), ours));
        startFromWhatWasThere(recorded.query(), variables);
        JsonNode answer = app.ask(recorded.query(), asMap(variables));
        Set<String> codes = codes(answer);
        if ((codes.stream().anyMatch(NOT_SIMULATED::contains) || isUnknownInput(answer))
                && !codes.equals(codes(recorded.response()))) {
            passedOver.merge("asks for what is not simulated", 1, Integer::sum);
            return;
        }
        if (isUnknownSearch(answer)) {
            passedOver.merge("searches in a way that is not simulated", 1, Integer::sum);
            return;
        }
        if (recorded.query().contains("productDelete(")) {
            unused.getOrDefault("Product", new ArrayDeque<>()).removeAll(ours.values());
            unused.remove("InventoryItem");
        }
        compared++;
        same(recorded, "data is there", hasData(recorded.response()), hasData(answer));
        same(recorded, "codes", codes(recorded.response()), codes);
        same(recorded, "user errors", userErrors(recorded.response()), userErrors(answer));
        JsonNode cost = recorded.response().at("/extensions/cost");
        if (cost.isObject()) {
            priced++;
            JsonNode its = answer.at("/extensions/cost");
            same(recorded, "of the cost", new TreeSet<>(cost.propertyNames()), new TreeSet<>(its.propertyNames()));
            same(recorded, "price", cost.get("requestedQueryCost"), its.get("requestedQueryCost"));
        }
    }

    private static String whyNot(Recorded recorded) {
        if (!recorded.response().has("data") && !recorded.response().has("errors")) {
            return "no answer was recorded";
        }
        if (recorded.query().split("(query|mutation)\\s+\\w+").length > 2
                && !recorded.response().toString().contains("An operation name is required")) {
            return "it is not recorded which operation was asked for";
        }
        if (recorded.query().contains("ignoreCompareQuantity")
                || recorded.variables().toString().contains("ignoreCompareQuantity")
                || recorded.query().contains("inventorySetQuantities(input: $input) {")
                || recorded.version().compareTo("2026-04") < 0
                        && recorded.query().contains("inventorySetQuantities")) {
            return "input of an earlier version of the API";
        }
        if (recorded.response().toString().contains("already in use")) {
            return "it depends on what was made before it";
        }
        if (recorded.variables().toString().contains("/Order/0\"")) {
            return "an id that Shopify knows to be none before it counts";
        }
        if (recorded.query().contains("inventoryLevel(") && recorded.query().contains("quantities(")) {
            return "how quantities are priced is not known";
        }
        return null;
    }

    private void same(Recorded recorded, String what, Object theirs, Object ours) {
        if (!theirs.equals(ours)) {
            differences.add("%s: %s was %s, is %s".formatted(recorded.name(), what, theirs, ours));
        }
    }

    /** Ids of things of the recorded store become those of things of ours: what is deleted is used for one call only. */
    private String inOurStore(String text, Map<String, String> ours) {
        Matcher product = PRODUCT.matcher(text);
        while (product.find()) { // before the variants, which are of one of these
            ours.computeIfAbsent(product.group(), theirs -> one("Product", theirs));
        }
        Matcher id = ID.matcher(text);
        StringBuilder here = new StringBuilder();
        while (id.find()) {
            String theirs = id.group();
            if (!ours.containsKey(theirs)) {
                ours.put(
                        theirs,
                        id.group(1).equals("ProductVariant") ? variant(ours, theirs) : one(id.group(1), theirs));
            }
            id.appendReplacement(here, Matcher.quoteReplacement(ours.get(theirs)));
        }
        return id.appendTail(here).toString();
    }

    private String variant(Map<String, String> ours, String theirs) {
        return ours.values().stream()
                .filter(id -> id.startsWith("gid://shopify/Product/"))
                .findFirst()
                .map(product -> app.data(
                                "query Q($id: ID!) { product(id: $id) { variants(first: 1) { nodes { id } } } }",
                                Map.of("id", product))
                        .at("/product/variants/nodes/0/id")
                        .asString())
                .orElse(theirs);
    }

    private String one(String type, String theirs) {
        return switch (type) {
            case "Product" -> next(type, "{ products(first: 120) { nodes { id } } }", "/products/nodes", "/id");
            case "Order" -> next(type, "{ orders(first: 60) { nodes { id } } }", "/orders/nodes", "/id");
            case "Customer" -> next(type, "{ customers(first: 40) { nodes { id } } }", "/customers/nodes", "/id");
            case "InventoryItem" ->
                next(
                        type,
                        "{ inventoryItems(first: 100) { nodes { id inventoryLevels(first: 1) { nodes { location { id } } } } } }",
                        "/inventoryItems/nodes",
                        "/id");
            case "Location" ->
                app.data("{ locations(first: 1) { nodes { id } } }")
                        .at("/locations/nodes/0/id")
                        .asString();
            default -> theirs;
        };
    }

    private String next(String type, String query, String list, String id) {
        Deque<String> left = unused.computeIfAbsent(type, none -> {
            Deque<String> all = new ArrayDeque<>();
            app.data(query).at(list).forEach(node -> all.addFirst(node.at(id).asString()));
            return all;
        });
        String one = left.poll();
        assertThat(one).as("another " + type).isNotNull();
        left.add(one); // round and round
        return one;
    }

    /** A call that compares the stock was recorded where it was what it compares with. */
    private void startFromWhatWasThere(String query, JsonNode variables) {
        if (!query.contains("inventorySetQuantities(")) {
            return;
        }
        for (JsonNode wanted : variables.at("/input/quantities")) {
            if (wanted.path("changeFromQuantity").isInt()) {
                app.ask(
                        "mutation($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input)"
                                + " @idempotent(key: $key) { userErrors { code } } }",
                        Map.of("key", "before-" + System.nanoTime(), "input", asMap(JSON.readTree("""
                                        {"name":"available","reason":"correction","quantities":[{"inventoryItemId":"%s",
                                        "locationId":"%s","quantity":%d,"changeFromQuantity":null}]}""".formatted(
                                        wanted.get("inventoryItemId").asString(),
                                        wanted.get("locationId").asString(),
                                        wanted.get("changeFromQuantity").asInt())))));
            }
        }
    }

    private static boolean hasData(JsonNode answer) {
        return answer.hasNonNull("data");
    }

    /** A sort key, or a field of an input object, that the simulator does not have. */
    private static boolean isUnknownInput(JsonNode answer) {
        for (JsonNode error : answer.path("errors")) {
            if (error.at("/extensions/problems/0/explanation").asString("").contains("not defined")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnknownSearch(JsonNode answer) {
        for (JsonNode error : answer.path("errors")) {
            if (error.path("message").asString("").contains("simulat")
                    || error.at("/extensions/code").asString("").equals("BAD_REQUEST")
                            && error.path("message").asString("").contains("filter")) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> codes(JsonNode answer) {
        Set<String> codes = new TreeSet<>();
        answer.path("errors")
                .forEach(error -> codes.add(error.at("/extensions/code")
                        .asString(error.path("message").asString(""))));
        return codes;
    }

    /** Each with its field and its code, where that was asked for. */
    private static List<String> userErrors(JsonNode answer) {
        List<String> found = new ArrayList<>();
        for (JsonNode payload : answer.path("data")) {
            payload.path("userErrors")
                    .forEach(error -> found.add(error.path("field") + " " + error.path("code") + " "
                            + error.path("message").asString("")));
        }
        return found;
    }

    private static Map<String, Object> asMap(JsonNode node) {
        return JSON.convertValue(
                node, JSON.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, Object.class));
    }

    private static List<Recorded> recorded(Path folder, Path file) {
        List<Recorded> all = new ArrayList<>();
        try {
            JsonNode whole = JSON.readTree(Files.readString(file));
            collect(
                    folder.relativize(file).toString(),
                    folder.relativize(file).getName(0).toString(),
                    whole,
                    all);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return all;
    }

    private static void collect(String name, String version, JsonNode node, List<Recorded> all) {
        if (node.path("query").isString() && node.has("response") && node.has("variables")) {
            all.add(new Recorded(
                    name + "#" + all.size(),
                    version,
                    node.get("query").asString(),
                    node.get("variables"),
                    node.get("response")));
        }
        node.forEach(part -> collect(name, version, part, all));
    }
}
