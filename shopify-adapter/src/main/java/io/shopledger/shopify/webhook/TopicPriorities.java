package io.shopledger.shopify.webhook;

import io.shopledger.shopify.webhook.Topic.Priority;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Which topics go ahead of which in the queue: orders and stock, then products, then customers, unless set otherwise. */
@Component
class TopicPriorities {
    private static final Pattern TOPIC_OR_RESOURCE = Pattern.compile("[a-z_]{1,60}(/[a-z_]{1,60})?");
    private static final Map<String, Priority> DEFAULTS = Map.of(
            "orders", Priority.HIGH,
            "inventory_items", Priority.HIGH,
            "inventory_levels", Priority.HIGH,
            "customers", Priority.LOW);

    private final Map<String, Priority> priorities = new HashMap<>(DEFAULTS);

    /** @param settings such as {@code customers=HIGH,products/update=LOW}; a topic counts before its resource */
    TopicPriorities(@Value("${SHOPLEDGER_TOPIC_PRIORITIES:}") String settings) {
        for (String setting : settings.isBlank() ? new String[0] : settings.split(",", -1)) {
            String[] parts = setting.strip().split("=", -1);
            if (parts.length != 2
                    || !TOPIC_OR_RESOURCE.matcher(parts[0].strip()).matches()
                    || !isPriority(word(parts[1]))) {
                throw new IllegalArgumentException("SHOPLEDGER_TOPIC_PRIORITIES has \"" + setting.strip()
                        + "\"; give a topic or its resource and one of " + Arrays.toString(Priority.values())
                        + ", with commas between, such as customers=HIGH,products/update=LOW");
            }
            priorities.put(parts[0].strip(), Priority.valueOf(word(parts[1])));
        }
    }

    private static String word(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }

    private static boolean isPriority(String word) {
        return Arrays.stream(Priority.values())
                .anyMatch(priority -> priority.name().equals(word));
    }

    Priority of(String topic) {
        Priority ofTopic = priorities.get(topic);
        String resource = topic.contains("/") ? topic.substring(0, topic.indexOf('/')) : topic;
        return ofTopic == null ? priorities.getOrDefault(resource, Priority.MEDIUM) : ofTopic;
    }

    /** @return a delivery's place in the queue: receipt in epoch milliseconds, plus the handicap of its topic's class */
    long rank(String topic, Instant receivedAt) {
        return receivedAt.toEpochMilli() + of(topic).handicapMillis();
    }
}
