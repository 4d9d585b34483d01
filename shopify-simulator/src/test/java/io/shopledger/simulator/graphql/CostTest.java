package io.shopledger.simulator.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import io.shopledger.simulator.oauth.Scopes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTest {
    private static final GraphQLSchema SCHEMA = AdminSchema.of(new Access(() -> Scopes.of("")), root -> {}, root -> {});

    /** Prices that Shopify itself asked, as recorded in 2026. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ products(first: 0) { nodes { id } } }|2",
                "{ products(first: 1) { nodes { id title tags } } }|3",
                "{ products(first: 3) { nodes { id } pageInfo { hasNextPage } } }|4",
                "{ products(first: 5) { nodes { id } } }|5",
                "{ locations(first: 10) { nodes { id name isActive } } }|6",
                "{ locations(first: 20) { nodes { id name } } }|7",
                "{ products(first: 50) { nodes { id } } }|9",
                "{ products(first: 250) { edges { cursor node { id } } } }|13",
                "{ order(id: \"x\") { lineItems(first: 50) { nodes { id variant { id } originalUnitPriceSet { shopMoney { amount } } } } } }|17",
                "{ order(id: \"x\") { id } orders(first: 5) { nodes { id } } ordersCount { count } }|16",
                "{ nodes(ids: [\"a\", \"b\"]) { id ... on Product { title } } }|1",
                "mutation { productDelete(input: {id: \"x\"}) { deletedProductId userErrors { message } } }|10",
            })
    void requested_isAsRecorded(String text, int points) {
        Document document = Parser.parse(text);

        int requested = new Cost(SCHEMA, document, Map.of())
                .requested(document.getFirstDefinitionOfType(OperationDefinition.class)
                        .orElseThrow());

        assertThat(requested).isEqualTo(points);
    }

    @Test
    void bucket_isRefilledSteadilyAndNeverOverflows() {
        Settable clock = new Settable();
        Bucket bucket = new Bucket(2_000, 100, false, clock);

        assertThat(bucket.take(1_990)).isTrue();
        assertThat(bucket.take(11)).isFalse();
        assertThat(bucket.status().currentlyAvailable()).isEqualTo(10);
        clock.advance(Duration.ofMillis(500));
        assertThat(bucket.status().currentlyAvailable()).isEqualTo(60);
        assertThat(bucket.take(60)).isTrue();
        bucket.giveBack(35);
        assertThat(bucket.status().currentlyAvailable()).isEqualTo(35);
        clock.advance(Duration.ofMinutes(5));
        assertThat(bucket.status()).isEqualTo(new Bucket.Status(2_000, 2_000, 100));
    }

    @Test
    void bottomlessBucket_alwaysGives() {
        Bucket bucket = new Bucket(1_000, 10, true, new Settable());

        for (int i = 0; i < 10; i++) {
            assertThat(bucket.take(900)).isTrue();
        }
    }

    private static final class Settable extends Clock {
        private Instant now = Instant.parse("2026-03-10T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
