package io.shopledger.shopify.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.validation.Validator;
import io.shopledger.shopify.ShopifyData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every document, against Shopify's own schema. */
class DocumentsTest {
    private static final Path DOCUMENTS = Path.of("src", "main", "resources", "graphql");
    private static final int MOST_POINTS = 1_000;

    /** Page sizes that the documents must bear; others bear 250. */
    private static final Map<String, Integer> LARGEST_PAGE = Map.of("orders-page", 50);

    static List<String> documents() throws IOException {
        try (Stream<Path> files = Files.list(DOCUMENTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".graphql"))
                    .map(name -> name.substring(0, name.length() - ".graphql".length()))
                    .sorted()
                    .toList();
        }
    }

    static graphql.language.Document parsed(String name) {
        return new Parser().parseDocument(Document.of(name).text());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void isValid(String name) {
        assertThat(new Validator().validateDocument(AdminSchema.schema(), parsed(name), Locale.ENGLISH))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void usesNothingDeprecated(String name) {
        assertThat(Deprecated.in(AdminSchema.schema(), parsed(name))).isEmpty();
    }

    @Test
    void whatIsDeprecated_isFound() {
        String old = "query Old { shop { billingAddress { city } }"
                + " webhookSubscriptions(first: 1, callbackUrl: \"https://x\") { nodes { callbackUrl } } }";
        assertThat(Deprecated.in(AdminSchema.schema(), new Parser().parseDocument(old)))
                .containsExactlyInAnyOrder(
                        "Shop.billingAddress", "webhookSubscriptions(callbackUrl)", "WebhookSubscription.callbackUrl");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void staysUnderTheMostThatACallMayCost(String name) {
        int page = LARGEST_PAGE.getOrDefault(name, 250);
        assertThat(SchemaCost.of(AdminSchema.schema(), parsed(name), Map.of("first", page)))
                .isLessThan(MOST_POINTS);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyConnectionSaysWhetherThereIsMore(String name) {
        for (Field connection : SchemaCost.connections(parsed(name))) {
            Field page = connection.getSelectionSet().getSelectionsOfType(Field.class).stream()
                    .filter(field -> field.getName().equals("pageInfo"))
                    .findFirst()
                    .orElse(null);
            assertThat(page).as(connection.getName()).isNotNull();
            assertThat(page.getSelectionSet().getSelectionsOfType(Field.class))
                    .extracting(Field::getName)
                    .as(connection.getName())
                    .contains("hasNextPage", "endCursor");
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void isOneOperationWithTheFragmentsItUses(String name) {
        graphql.language.Document document = parsed(name);
        assertThat(document.getDefinitionsOfType(OperationDefinition.class)).hasSize(1);
        assertThat(document.getDefinitionsOfType(FragmentDefinition.class))
                .extracting(FragmentDefinition::getName)
                .doesNotHaveDuplicates();
        assertThat(Document.of(name).isMutation())
                .isEqualTo(document.getDefinitionsOfType(OperationDefinition.class)
                                .get(0)
                                .getOperation()
                        == OperationDefinition.Operation.MUTATION);
    }

    /** The reckoning is only worth something if it finds what Shopify found. */
    @Test
    void costsThatShopifyTold_areFound() {
        int checked = 0;
        for (String file : List.of("order-return-status-lifecycle", "return-quantity-validation")) {
            JsonNode capture = ShopifyData.json("graphql-captures", "2026-04", "orders", file + ".json");
            List<JsonNode> exchanges = new ArrayList<>();
            collect(capture, exchanges);
            for (JsonNode exchange : exchanges) {
                String query = exchange.get("query").asString();
                int told = exchange.at("/response/extensions/cost/requestedQueryCost")
                        .asInt(-1);
                if (told > 0 && !query.contains("mutation")) {
                    checked++;
                    assertThat(SchemaCost.of(
                                    AdminSchema.schema(), new Parser().parseDocument(query), Map.of("first", 10)))
                            .as(query)
                            .isEqualTo(told);
                }
            }
        }
        assertThat(checked).isGreaterThan(5);
    }

    private static void collect(JsonNode node, List<JsonNode> exchanges) {
        if (node.path("query").isString() && node.path("response").isObject()) {
            exchanges.add(node);
        }
        node.forEach(child -> collect(child, exchanges));
    }
}
