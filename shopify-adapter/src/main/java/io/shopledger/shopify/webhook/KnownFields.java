package io.shopledger.shopify.webhook;

import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.kind.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields that bodies of each kind were seen to have, held by a record or not. What is not among them Shopify has begun to
 * tell since. What merchants, carriers or browsers fill with names of their own is not looked into.
 */
final class KnownFields {
    /** In a body of thousands of unknown fields the first ones say enough. */
    private static final int MOST = 20;

    private static final Map<Kind, KnownFields> OF = new EnumMap<>(Kind.class);

    static {
        for (Kind kind : Kind.values()) {
            OF.put(kind, read(kind.name().toLowerCase(Locale.ROOT)));
        }
    }

    private final Map<String, KnownFields> fields = new HashMap<>();

    private KnownFields() {}

    static KnownFields of(Kind kind) {
        return OF.get(kind);
    }

    /** @return the paths of what is in the body and was never seen in one, such as {@code /line_items/&#42;/colour} */
    Set<String> unknownIn(JsonObject body) {
        Set<String> unknown = new TreeSet<>();
        walk("", body.node(), unknown);
        return unknown;
    }

    private void walk(String path, JsonNode node, Set<String> unknown) {
        if (unknown.size() >= MOST || fields.isEmpty()) {
            return; // a field without known parts is one value, or nobody's to look into
        }
        if (node.isArray()) {
            node.forEach(item -> walk(path + "/*", item, unknown));
        } else if (node.isObject()) {
            node.properties().forEach(field -> {
                KnownFields known = fields.get(field.getKey());
                if (known == null) {
                    unknown.add(path + "/" + named(field.getKey()));
                } else if (field.getValue().isContainer()) {
                    known.walk(path + "/" + field.getKey(), field.getValue(), unknown);
                }
            });
        }
    }

    /** A name that is no field's of Shopify's might say something of somebody. */
    private static String named(String key) {
        return key.matches("[a-z][a-z0-9_]{0,59}") ? key : "?";
    }

    private static KnownFields read(String name) {
        KnownFields root = new KnownFields();
        try (@Nullable InputStream file = KnownFields.class.getResourceAsStream("/known-fields/" + name + ".txt")) {
            if (file == null) {
                throw new IllegalStateException("There is no known-fields/" + name + ".txt");
            }
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("/"))
                    .forEach(root::add);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return root;
    }

    private void add(String path) {
        KnownFields here = this;
        for (String part : path.substring(1).split("/")) {
            here = here.fields.computeIfAbsent(part, first -> new KnownFields());
        }
    }
}
