package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import io.shopledger.shopify.graphql.AdminSchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubscribedTopicsTest {
    @Test
    void everyTopic_isOneOfShopifys() {
        GraphQLEnumType topics = (GraphQLEnumType) AdminSchema.schema().getType("WebhookSubscriptionTopic");
        assertThat(topics.getValues())
                .filteredOn(value -> !value.isDeprecated())
                .extracting(GraphQLEnumValueDefinition::getName)
                .containsAll(SubscribedTopics.ALL.stream()
                        .map(SubscribedTopics::inGraphQl)
                        .toList());
    }

    /** What is never subscribed to changes unseen until the next sync. */
    @Test
    void everyTopicWhoseBodyWeRead_isSubscribedTo() {
        GraphQLEnumType topics = (GraphQLEnumType) AdminSchema.schema().getType("WebhookSubscriptionTopic");
        assertThat(topics.getValues().stream()
                        .map(value -> Topic.of(value.getName(), null))
                        .filter(topic -> Topic.shown(topic) != null))
                .hasSizeGreaterThan(20)
                .allSatisfy(topic -> assertThat(SubscribedTopics.ALL).contains(topic));
    }

    @Test
    void address_leadsBackToItsTopic() {
        for (String topic : SubscribedTopics.ALL) {
            String path = SubscribedTopics.path(topic).replace("/webhooks/", "");
            assertThat(Topic.of(null, path)).isEqualTo(topic);
            assertThat(Topic.of(SubscribedTopics.inGraphQl(topic), null)).isEqualTo(topic);
        }
    }

    @Test
    void sameTopicInTwoForms_isOne() {
        assertThat(SubscribedTopics.named(List.of("orders/create", "orders-create", "what?")))
                .isEqualTo(Map.of("orders/create", "orders/create", "what?", Topic.NONE));
    }
}
