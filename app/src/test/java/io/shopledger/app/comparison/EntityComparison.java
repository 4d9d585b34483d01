package io.shopledger.app.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Compares an entity as Shopify tells it with the same entity as our API tells it, field by field. */
public final class EntityComparison {
    /** Paths, list positions as *, one a line; # begins a comment. */
    private final Set<String> notHeld;

    /** What may be absent in our answer. */
    private final Set<String> perhapsUntold;

    /** What may be as it was once. */
    private final Set<String> perhapsOlder;

    /** Whether Shopify's body may lack fields that ours has: then they are empty, or the amount that stands beside. */
    private final boolean ofAnyVersion;

    private static final int VARIANTS_SHOWN = 100;

    /** They move without any change; ours is the time of the last change. */
    private static final Set<String> MOVE_ALONE = Set.of("/updated_at", "/levels/*/updated_at");

    /** What we add to Shopify's fields. */
    private static final Set<String> OURS_ALONE =
            Set.of("/store_id", "/customer_id", "/locale", "/last_event", "/last_event_at", "/version");

    private EntityComparison(Set<String> notHeld, Set<String> perhapsUntold, Set<String> perhapsOlder) {
        this(notHeld, perhapsUntold, perhapsOlder, false);
    }

    private EntityComparison(
            Set<String> notHeld, Set<String> perhapsUntold, Set<String> perhapsOlder, boolean ofAnyVersion) {
        this.ofAnyVersion = ofAnyVersion;
        this.notHeld = notHeld;
        this.perhapsUntold = perhapsUntold;
        this.perhapsOlder = perhapsOlder;
    }

    /** Of an order a webhook may have told last. @param kind such as {@code orders} */
    public static EntityComparison of(String kind) {
        Set<String> perhapsOlder = Set.of("orders", "inventory", "products").contains(kind)
                ? lines("told-by-reads-only-of-" + kind)
                : Set.of();
        Set<String> perhapsUntold = kind.equals("products") ? lines("told-by-webhooks-only-of-products") : Set.of();
        return new EntityComparison(lines("not-held-of-" + kind), perhapsUntold, perhapsOlder);
    }

    /** For orders that no webhook told of: webhooks tell more than a read. */
    public static EntityComparison ofOrdersOnlyRead() {
        return new EntityComparison(lines("not-held-of-orders"), lines("told-by-webhooks-only-of-orders"), Set.of());
    }

    /** For bodies of any version of Shopify's, which have not all the same fields. */
    public static EntityComparison ofAnyVersion(String kind) {
        return new EntityComparison(lines("not-held-of-" + kind), Set.of(), Set.of(), true);
    }

    /** For customers of whom a webhook told a change: what it does not tell is as it was last read. */
    public static EntityComparison ofCustomersToldOf() {
        return new EntityComparison(lines("not-held-of-customers"), Set.of(), lines("told-by-reads-only-of-customers"));
    }

    /** @return one line per field that we tell otherwise, and per field of ours that Shopify does not have */
    public List<String> differences(JsonNode truth, JsonNode ours) {
        List<String> found = new ArrayList<>();
        compare("", truth, ours, found);
        if (truth.has("variant_gids") && !variants(truth).equals(variants(ours))) {
            found.add("/variants: " + variants(truth) + " are " + variants(ours));
        }
        if (OffsetDateTime.parse(ours.get("updated_at").asString())
                .isAfter(OffsetDateTime.parse(truth.get("updated_at").asString()))) {
            found.add("/updated_at: " + truth.get("updated_at") + " is " + ours.get("updated_at"));
        }
        JsonNode customer = truth.get("customer");
        if (customer != null) { // null where a guest bought
            JsonNode customerId = ours.get("customer_id");
            boolean same = customer.isNull()
                    ? customerId == null || customerId.isNull()
                    : customer.get("id").equals(customerId);
            if (!same) {
                found.add("customer_id: " + customer.path("id") + " is " + customerId);
            }
        }
        return found;
    }

    private void compare(String path, JsonNode truth, JsonNode ours, List<String> found) {
        if (truth.isObject()) {
            for (String name : new TreeSet<>(truth.propertyNames())) {
                String field = path + "/" + name;
                JsonNode theirValue = truth.get(name);
                JsonNode ourValue = ours.get(name);
                if (perhapsOlder.contains(field)
                        || (perhapsUntold.contains(field) && (ourValue == null || empty(ourValue)))) {
                    continue;
                }
                if (ourValue != null && !MOVE_ALONE.contains(field)) {
                    compare(field, theirValue, ourValue, found);
                } else if (ourValue == null && !empty(theirValue) && !notHeld.contains(field)) {
                    found.add(field + " is missing: " + theirValue);
                }
            }
            oursAlone(path, truth, ours, found);
        } else if (truth.isArray()) {
            compareLists(path, truth, ours, found);
        } else if (path.equals("/tags")) {
            if (!tags(truth).equals(tags(ours))) {
                found.add(path + ": " + truth + " is " + ours);
            }
        } else if (!same(truth, ours)) {
            found.add(path + ": " + truth + " is " + ours);
        }
    }

    private void oursAlone(String path, JsonNode truth, JsonNode ours, List<String> found) {
        for (String name : new TreeSet<>(ours.propertyNames())) {
            String field = path + "/" + name;
            if (!truth.has(name) && !OURS_ALONE.contains(field) && !(ofAnyVersion && follows(name, truth, ours))) {
                found.add(field + " is ours alone: " + ours.get(name));
            }
        }
    }

    /** Empty where nothing was told; an amount without a currency is told in the order's own. */
    private static boolean follows(String name, JsonNode truth, JsonNode ours) {
        JsonNode value = ours.get(name);
        JsonNode amount = truth.path(name.replaceFirst("_set$", ""));
        return empty(value)
                || (amount.isString()
                        && same(amount, value.at("/shop_money/amount"))
                        && same(amount, value.at("/presentment_money/amount")));
    }

    /** Things with ids are compared by their ids; of the others each must be found once, whatever the order. */
    private void compareLists(String path, JsonNode truth, JsonNode ours, List<String> found) {
        boolean onlyTheFirst = path.equals("/variants") && truth.size() == VARIANTS_SHOWN && ours.size() > truth.size();
        if (!ours.isArray() || (ours.size() != truth.size() && !onlyTheFirst)) {
            found.add(path + ": " + truth + " is " + ours);
            return;
        }
        boolean byId = !notHeld.contains(path + "/*/id");
        List<JsonNode> left = new ArrayList<>();
        ours.forEach(left::add);
        for (JsonNode theirs : truth) {
            List<String> nearest = null;
            JsonNode match = null;
            for (JsonNode candidate : left) {
                if (byId && theirs.hasNonNull("id") && !theirs.get("id").equals(candidate.get("id"))) {
                    continue;
                }
                List<String> differences = new ArrayList<>();
                compare(path + "/*", theirs, candidate, differences);
                if (nearest == null || differences.size() < nearest.size()) {
                    nearest = differences;
                    match = candidate;
                }
            }
            left.remove(match);
            found.addAll(nearest == null ? List.of(path + ": " + theirs + " is missing") : nearest);
        }
    }

    /** The ids of all variants: a webhook names them all, and shows the first hundred. */
    private static Set<Long> variants(JsonNode product) {
        Set<Long> ids = new TreeSet<>();
        if (product.has("variant_gids")) {
            for (JsonNode variant : product.get("variant_gids")) {
                String gid = variant.get("admin_graphql_api_id").asString();
                ids.add(Long.parseLong(gid.substring(gid.lastIndexOf('/') + 1)));
            }
        } else {
            product.get("variants").forEach(variant -> ids.add(variant.get("id").asLong()));
        }
        return ids;
    }

    private static Set<String> lines(String file) {
        try (InputStream list = EntityComparison.class.getResourceAsStream(file + ".txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toSet());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Set<String> tags(JsonNode text) {
        Set<String> tags = new TreeSet<>();
        for (String tag : text.asString("").split(",")) {
            tags.add(tag.strip());
        }
        return tags;
    }

    private static boolean same(JsonNode truth, JsonNode ours) {
        if (truth.equals(ours) || (empty(truth) && empty(ours))) {
            return true;
        }
        if (truth.isNumber() && ours.isNumber()) {
            return truth.decimalValue().compareTo(ours.decimalValue()) == 0;
        }
        if (!truth.isString() || !ours.isString()) {
            return false;
        }
        try {
            return OffsetDateTime.parse(truth.asString()).isEqual(OffsetDateTime.parse(ours.asString()));
        } catch (DateTimeParseException noTime) {
            try {
                return new BigDecimal(truth.asString()).compareTo(new BigDecimal(ours.asString())) == 0;
            } catch (NumberFormatException noNumber) {
                return false;
            }
        }
    }

    /** Shopify says "nothing" as null and as an empty text alike. */
    private static boolean empty(JsonNode value) {
        return value.isNull()
                || (value.isString() && value.asString().isEmpty())
                || (value.isContainer() && value.isEmpty());
    }
}
