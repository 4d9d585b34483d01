package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.shopify.webhook.Topic.Priority;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicPrioritiesTest {
    @ParameterizedTest
    @CsvSource({
        "orders/create,HIGH",
        "orders/delete,HIGH",
        "inventory_levels/update,HIGH",
        "inventory_items/create,HIGH",
        "products/update,MEDIUM",
        "refunds/create,MEDIUM",
        "none,MEDIUM",
        "customers/update,LOW",
    })
    void unlessSet_ordersAndStockGoBeforeProductsBeforeCustomers(String topic, Priority priority) {
        assertThat(new TopicPriorities("").of(topic)).isEqualTo(priority);
        assertThat(new TopicPriorities("  ").of(topic)).isEqualTo(priority);
    }

    @Test
    void topicCountsBeforeItsResource() {
        TopicPriorities set = new TopicPriorities(" products/update=low, customers = HIGH,products=HIGH");
        assertThat(set.of("customers/create")).isEqualTo(Priority.HIGH);
        assertThat(set.of("products/update")).isEqualTo(Priority.LOW);
        assertThat(set.of("products/create")).isEqualTo(Priority.HIGH);
        assertThat(set.of("orders/create")).isEqualTo(Priority.HIGH);
    }

    @Test
    void rank_isReceiptWithTheClassesHandicap() {
        Instant now = Instant.ofEpochMilli(1_000_000);
        TopicPriorities priorities = new TopicPriorities("");
        assertThat(priorities.rank("orders/create", now)).isEqualTo(1_000_000);
        assertThat(priorities.rank("products/create", now))
                .isGreaterThan(priorities.rank("orders/create", now))
                .isLessThan(priorities.rank("customers/create", now));
        assertThat(priorities.rank("customers/create", now))
                .as("none waits for ever")
                .isLessThan(priorities.rank("orders/create", now.plusSeconds(60)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customers",
                "customers=",
                "customers=URGENT",
                "=HIGH",
                "Customers=HIGH",
                "a/b/c=HIGH",
                "customers=HIGH,",
                "customers=HIGH;products=LOW"
            })
    void whatCannotBeMeant_isRefusedAtStartWithTheSettingsName(String setting) {
        assertThatThrownBy(() -> new TopicPriorities(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SHOPLEDGER_TOPIC_PRIORITIES")
                .hasMessageContaining("customers=HIGH,products/update=LOW");
    }
}
