package io.shopledger.command.eventstore;

import io.shopledger.Money;
import io.shopledger.stored.StoredNames;
import java.util.Map;
import org.axonframework.serialization.Revision;

/**
 * An event for tests that is at its second revision. The first had the amount as a bare number, and no currency:
 * {@code {"card":"G-1","amount":12345678901234567.10}}.
 */
@Revision("2")
public record GiftCardCharged(String card, Money amount) {
    public static final String NAME = "example.GiftCardCharged";

    public static StoredNames.Contribution names() {
        return new StoredNames.Contribution(Map.of(NAME, GiftCardCharged.class));
    }
}
