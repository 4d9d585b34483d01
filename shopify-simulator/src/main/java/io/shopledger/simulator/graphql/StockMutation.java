package io.shopledger.simulator.graphql;

import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.StringValue;
import graphql.language.VariableReference;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.TypeRuntimeWiring;
import io.shopledger.simulator.truth.Entity;
import io.shopledger.simulator.truth.Inventory;
import io.shopledger.simulator.truth.Kind;
import io.shopledger.simulator.truth.Locations;
import io.shopledger.simulator.truth.Store;
import io.shopledger.simulator.truth.Truth;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * {@code inventorySetQuantities}: done once for each key, and only from the quantities it was told to start from
 * (https://shopify.dev/docs/api/usage/implementing-idempotency).
 */
final class StockMutation {
    private static final int HIGHEST = 1_000_000_000;
    private static final int REMEMBERED_KEYS = 10_000;
    private static final List<String> REASONS = List.of(
            "correction",
            "cycle_count_available",
            "damaged",
            "movement_canceled",
            "movement_created",
            "movement_received",
            "movement_updated",
            "other",
            "promotion",
            "quality_control",
            "received",
            "reservation_created",
            "reservation_deleted",
            "reservation_updated",
            "restock",
            "safety_stock",
            "shrinkage");

    private final Truth truth;
    private final Lookup lookup;
    private final Clock clock;
    private final AtomicLong groups = new AtomicLong(240_000_000_000L);
    private final Map<String, Done> done = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Done> eldest) {
            return size() > REMEMBERED_KEYS;
        }
    };

    StockMutation(Truth truth, Lookup lookup, Clock clock) {
        this.truth = truth;
        this.lookup = lookup;
        this.clock = clock;
    }

    void addTo(TypeRuntimeWiring.Builder root) {
        root.dataFetcher("inventorySetQuantities", this::once);
    }

    private Map<String, @Nullable Object> once(DataFetchingEnvironment field) {
        String key = key(field);
        Map<String, Object> input = field.getArgument("input");
        if (key == null) {
            throw Complaint.of(
                    "BAD_REQUEST", "The @idempotent directive is required for this mutation but was not provided.");
        }
        if (input == null) {
            throw Complaint.of("BAD_REQUEST", "input is missing");
        }
        return truth.with(store -> {
            Done before = done.get(key);
            if (before == null) {
                Map<String, @Nullable Object> payload = set(store, input);
                done.put(key, new Done(input, payload));
                return payload;
            }
            return before.input.equals(input)
                    ? before.payload
                    : refused(List.of(error(
                            "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
                            "The same idempotency key cannot be used with different parameters.",
                            "input")));
        });
    }

    private Map<String, @Nullable Object> set(Store store, Map<String, Object> input) {
        if (!List.of("available", "on_hand").contains(String.valueOf(input.get("name")))) {
            return refused(List.of(error(
                    "INVALID_NAME", "The quantity name must be either 'available' or 'on_hand'.", "input", "name")));
        }
        List<Map<String, Object>> errors = new ArrayList<>();
        if (!REASONS.contains(String.valueOf(input.get("reason")))) {
            errors.add(error(
                    "INVALID_REASON",
                    "The specified reason is invalid. Valid values are: %s.".formatted(String.join(", ", REASONS)),
                    "input",
                    "reason"));
        }
        errors.addAll(twice((List<?>) input.get("quantities")));
        if (!errors.isEmpty()) {
            return refused(errors);
        }
        boolean onHand = "on_hand".equals(input.get("name"));
        List<Setting> settings = new ArrayList<>();
        int index = 0;
        for (Object wanted : (List<?>) input.get("quantities")) {
            Setting setting = setting(store, (Map<?, ?>) wanted, onHand, String.valueOf(index++), errors);
            if (setting != null) {
                settings.add(setting);
            }
        }
        if (!errors.isEmpty()) {
            return refused(errors);
        }
        return group(store, input, settings);
    }

    /** The same item at the same location may be named once. */
    private static List<Map<String, Object>> twice(List<?> quantities) {
        List<List<Object>> places = new ArrayList<>();
        quantities.forEach(wanted -> places.add(
                List.of(((Map<?, ?>) wanted).get("inventoryItemId"), ((Map<?, ?>) wanted).get("locationId"))));
        List<Map<String, Object>> errors = new ArrayList<>();
        for (int index = 0; index < places.size(); index++) {
            if (Collections.frequency(places, places.get(index)) > 1) {
                errors.add(error(
                        "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR",
                        "The combination of inventoryItemId and locationId must be unique.",
                        "input",
                        "quantities",
                        String.valueOf(index),
                        "locationId"));
            }
        }
        return errors;
    }

    private @Nullable Setting setting(
            Store store, Map<?, ?> wanted, boolean onHand, String index, List<Map<String, Object>> errors) {
        String[] at = {"input", "quantities", index};
        long item = Gid.number(String.valueOf(wanted.get("inventoryItemId")));
        long location = Gid.number(String.valueOf(wanted.get("locationId")));
        int quantity = (Integer) wanted.get("quantity");
        Entity level = new Inventory(store).level(item, location);
        if (store.shelf(Kind.ITEM).find(item) == null) {
            errors.add(error(
                    "INVALID_INVENTORY_ITEM",
                    "The specified inventory item could not be found.",
                    at[0],
                    at[1],
                    at[2],
                    "inventoryItemId"));
        } else if (!Locations.ids().contains(location) || level == null) {
            errors.add(error(
                    "INVALID_LOCATION",
                    "The specified location could not be found.",
                    at[0],
                    at[1],
                    at[2],
                    "locationId"));
        } else if (onHand && quantity < 0) {
            errors.add(error(
                    "INVALID_QUANTITY_NEGATIVE", "The quantity can't be negative.", at[0], at[1], at[2], "quantity"));
        } else if (Math.abs((long) quantity) > HIGHEST) {
            boolean high = quantity > 0;
            errors.add(error(
                    high ? "INVALID_QUANTITY_TOO_HIGH" : "INVALID_QUANTITY_TOO_LOW",
                    "The quantity can't be %s than %s1,000,000,000."
                            .formatted(high ? "higher" : "lower", high ? "" : "-"),
                    at[0],
                    at[1],
                    at[2],
                    "quantity"));
        } else if (!wanted.containsKey("changeFromQuantity")) {
            throw Complaint.of("INVALID_FIELD_ARGUMENTS", "changeFromQuantity is required; null compares nothing.");
        } else {
            long before = level.body().tree().get("available").asLong();
            if (wanted.get("changeFromQuantity") instanceof Integer expected && expected != before) {
                errors.add(error(
                        "CHANGE_FROM_QUANTITY_STALE",
                        "The changeFromQuantity value does not match the current quantity.",
                        at[0],
                        at[1],
                        at[2],
                        "changeFromQuantity"));
            }
            return new Setting(level, item, location, before, quantity);
        }
        return null;
    }

    private Map<String, @Nullable Object> group(Store store, Map<String, Object> input, List<Setting> settings) {
        Inventory inventory = new Inventory(store);
        List<Object> changes = new ArrayList<>();
        List<Setting> changed = settings.stream()
                .filter(setting -> setting.before != setting.after)
                .toList();
        changed.forEach(setting -> inventory.set(setting.level, setting.after));
        for (String name : List.of("available", "on_hand")) {
            for (Setting setting : changed) {
                Map<String, @Nullable Object> change = new LinkedHashMap<>();
                change.put("name", name);
                change.put("delta", (int) (setting.after - setting.before));
                change.put("quantityAfterChange", null);
                change.put("ledgerDocumentUri", null);
                change.put("item", lookup.item(setting.item));
                change.put("location", lookup.location(setting.location));
                changes.add(change);
            }
        }
        Map<String, @Nullable Object> group = new LinkedHashMap<>();
        group.put("id", Gid.of("InventoryAdjustmentGroup", groups.incrementAndGet()));
        group.put("createdAt", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        group.put("reason", input.get("reason"));
        group.put("referenceDocumentUri", input.get("referenceDocumentUri"));
        group.put("changes", changes);
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("inventoryAdjustmentGroup", changed.isEmpty() ? null : group);
        payload.put("userErrors", List.of());
        return payload;
    }

    private static @Nullable String key(DataFetchingEnvironment field) {
        for (Directive directive : field.getField().getDirectives("idempotent")) {
            Argument key = directive.getArgument("key");
            if (key.getValue() instanceof StringValue text) {
                return text.getValue();
            }
            if (key.getValue() instanceof VariableReference reference) {
                Object value = field.getVariables().get(reference.getName());
                return value == null ? null : value.toString();
            }
        }
        return null;
    }

    private static Map<String, Object> error(String code, String message, String... field) {
        return Map.of("code", code, "message", message, "field", List.of(field));
    }

    private static Map<String, @Nullable Object> refused(List<Map<String, Object>> errors) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("inventoryAdjustmentGroup", null);
        payload.put("userErrors", errors);
        return payload;
    }

    private record Done(Map<String, Object> input, Map<String, @Nullable Object> payload) {}

    private record Setting(Entity level, long item, long location, long before, long after) {}
}
