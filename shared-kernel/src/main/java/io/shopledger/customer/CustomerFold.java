package io.shopledger.customer;

import io.shopledger.change.ChangedFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What it is after what happened to it: folding the events in their order gives the record. */
public final class CustomerFold {
    private CustomerFold() {}

    /**
     * @param before the record so far; absent before the first event
     * @return the record after {@code event}
     */
    public static CustomerRecord after(@Nullable CustomerRecord before, CustomerEvent event) {
        if (event instanceof CustomerEvent.CustomerJoined first) {
            return first.record();
        }
        if (before == null) {
            throw new IllegalStateException(
                    event.stream() + " begins with " + event.getClass().getSimpleName());
        }
        if (event instanceof CustomerEvent.CustomerRedacted) {
            return before.redacted();
        }
        return event instanceof CustomerEvent.CustomerLearned e
                ? before.learning(e.learned())
                : before.with(changes(before, event));
    }

    private static Map<String, @Nullable Object> changes(CustomerRecord before, CustomerEvent event) {
        Map<String, @Nullable Object> now = new HashMap<>();
        if (event instanceof CustomerEvent.CustomerDetailsChanged e) {
            now.putAll(ChangedFields.of(CustomerRecord.FIELDS, e.details(), e.lists()));
        } else if (event instanceof CustomerEvent.CustomerStateChanged e) {
            now.put("state", e.to());
        } else if (event instanceof CustomerEvent.CustomerConsentChanged e) {
            now.putAll(ChangedFields.of(CustomerRecord.FIELDS, e.details(), List.of()));
        } else if (event instanceof CustomerEvent.CustomerPersonalDetailsChanged e) {
            now.put("personal", e.to());
        }
        return now; // that it went or came back says where it is, not what it is
    }
}
