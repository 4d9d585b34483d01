package io.shopledger.simulator.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.TypeRuntimeWiring;
import io.shopledger.simulator.webhook.Registration;
import io.shopledger.simulator.webhook.Registrations;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Webhook subscriptions: read, made, changed, ended. */
final class SubscriptionFields {
    private static final List<String> ADDRESS = List.of("webhookSubscription", "callbackUrl");
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Registrations registrations;
    private final Clock clock;

    SubscriptionFields(Registrations registrations, Clock clock) {
        this.registrations = registrations;
        this.clock = clock;
    }

    void addQueries(TypeRuntimeWiring.Builder root) {
        root.dataFetcher("webhookSubscriptions", this::page);
        root.dataFetcher(
                "webhookSubscriptionsCount",
                field -> Map.of("count", registrations.all().size(), "precision", "EXACT"));
        root.dataFetcher("webhookSubscription", field -> {
            String id = field.getArgument("id");
            Registration known = registrations.find(Gid.number(String.valueOf(id)));
            return known == null ? null : shape(known);
        });
    }

    void addMutations(TypeRuntimeWiring.Builder root) {
        root.dataFetcher("webhookSubscriptionCreate", this::create);
        root.dataFetcher("webhookSubscriptionUpdate", this::update);
        root.dataFetcher("webhookSubscriptionDelete", this::delete);
    }

    private Map<String, @Nullable Object> page(DataFetchingEnvironment field) {
        int size = Page.size(field.getArguments());
        Cursor after = Page.after(field.getArguments());
        List<?> topics = field.getArgument("topics");
        String uri = field.getArgument("uri");
        boolean reverse = Boolean.TRUE.equals(field.getArgument("reverse"));
        List<Registration> all = new ArrayList<>(registrations.all());
        if (reverse) {
            Collections.reverse(all);
        }
        List<Page.Node> found = new ArrayList<>();
        for (Registration one : all) {
            boolean wanted = (topics == null || topics.contains(one.topic()))
                    && (uri == null || uri.equals(one.uri()))
                    && (after == null || (reverse ? one.id() < after.id() : one.id() > after.id()));
            if (wanted && found.size() <= size) {
                found.add(new Page.Node(
                        shape(one), new Cursor(one.id(), one.createdAt().toString())));
            }
        }
        return Page.of(found, size, after != null);
    }

    private Map<String, @Nullable Object> create(DataFetchingEnvironment field) {
        String topic = String.valueOf((Object) field.getArgument("topic"));
        Map<String, Object> input = input(field);
        String uri = String.valueOf(input.get("uri"));
        String version = field.getGraphQlContext().getOrDefault("version", "2026-10");
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Registration wanted = filled(
                new Registration(registrations.nextId(), topic, uri, "JSON", null, List.of(), null, version, now, now),
                input,
                now);
        return put(wanted, refusal(wanted));
    }

    private Map<String, @Nullable Object> update(DataFetchingEnvironment field) {
        Registration known = registrations.find(Gid.number(String.valueOf((Object) field.getArgument("id"))));
        if (known == null) {
            return payload(null, error(List.of("id"), "Webhook subscription does not exist"));
        }
        Registration wanted = filled(known, input(field), clock.instant().truncatedTo(ChronoUnit.SECONDS));
        return put(wanted, refusal(wanted));
    }

    private Map<String, @Nullable Object> delete(DataFetchingEnvironment field) {
        String id = String.valueOf((Object) field.getArgument("id"));
        boolean removed = registrations.remove(Gid.number(id));
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("deletedWebhookSubscriptionId", removed ? id : null);
        payload.put(
                "userErrors",
                removed ? List.of() : List.of(error(List.of("id"), "Webhook subscription does not exist")));
        return payload;
    }

    private Map<String, @Nullable Object> put(Registration wanted, @Nullable Map<String, Object> refusal) {
        if (refusal != null) {
            return payload(null, refusal);
        }
        registrations.put(wanted);
        return payload(wanted, null);
    }

    private @Nullable Map<String, Object> refusal(Registration wanted) {
        if (registrations.isUnapproved(wanted.topic())) {
            return error(
                    List.of("webhookSubscription", "topic"),
                    "You do not have permission to create or update webhooks with %s topic. This topic contains protected customer data."
                            .formatted(wanted.topic()));
        }
        String wrong = wrongAddress(wanted.uri());
        if (wrong != null) {
            return error(ADDRESS, wrong);
        }
        boolean taken = registrations.all().stream()
                .anyMatch(other -> other.id() != wanted.id()
                        && other.topic().equals(wanted.topic())
                        && other.uri().equals(wanted.uri()));
        return taken ? error(ADDRESS, "Address for this topic has already been taken") : null;
    }

    /** As Shopify, but that it tells subscribers on this machine without encryption, too. */
    private static @Nullable String wrongAddress(String text) {
        if (text.startsWith("pubsub://") || text.startsWith("arn:aws:events:")) {
            return null;
        }
        try {
            URI uri = new URI(text);
            if (uri.getScheme() == null || uri.getHost() == null) {
                return "Address is invalid";
            }
            boolean served =
                    uri.getScheme().equals("https") || uri.getScheme().equals("http") && HERE.contains(uri.getHost());
            return served ? null : "Address protocol %s:// is not supported".formatted(uri.getScheme());
        } catch (URISyntaxException malformed) {
            return "Address is invalid";
        }
    }

    private static Registration filled(Registration of, Map<String, Object> input, Instant now) {
        List<String> fields = new ArrayList<>(of.includeFields());
        if (input.get("includeFields") instanceof List<?> wanted) {
            fields.clear();
            wanted.forEach(field -> fields.add(String.valueOf(field)));
        }
        return new Registration(
                of.id(),
                of.topic(),
                input.get("uri") instanceof String uri ? uri : of.uri(),
                input.get("format") instanceof String format ? format : of.format(),
                input.get("filter") instanceof String filter ? filter : of.filter(),
                fields,
                input.get("name") instanceof String name ? name : of.name(),
                of.apiVersion(),
                of.createdAt(),
                now);
    }

    private static Map<String, Object> input(DataFetchingEnvironment field) {
        Map<String, Object> input = field.getArgument("webhookSubscription");
        return input == null ? Map.of() : input;
    }

    private static Map<String, @Nullable Object> payload(
            @Nullable Registration made, @Nullable Map<String, Object> refusal) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("webhookSubscription", made == null ? null : shape(made));
        payload.put("userErrors", refusal == null ? List.of() : List.of(refusal));
        return payload;
    }

    private static Map<String, Object> error(List<String> field, String message) {
        return Map.of("field", field, "message", message);
    }

    private static Map<String, @Nullable Object> shape(Registration of) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put(Shape.TYPE, "WebhookSubscription");
        shape.put("id", Gid.of("WebhookSubscription", of.id()));
        shape.put("legacyResourceId", String.valueOf(of.id()));
        shape.put("topic", of.topic());
        shape.put("uri", of.uri());
        shape.put("format", of.format());
        shape.put("filter", of.filter() == null ? "" : of.filter());
        shape.put("includeFields", of.includeFields());
        shape.put("metafieldNamespaces", List.of());
        shape.put("name", of.name());
        shape.put("apiVersion", Map.of("handle", of.apiVersion(), "displayName", of.apiVersion(), "supported", true));
        shape.put("createdAt", of.createdAt().toString());
        shape.put("updatedAt", of.updatedAt().toString());
        return shape;
    }
}
