package io.shopledger.shopify.observation;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.parser.Parser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What our fragments select, and what a node has: an example of a node must have all of it and nothing else. */
public final class Fragments {
    private Fragments() {}

    /** @return the paths that the fragment selects, such as {@code variants/nodes/price}, by types' names left out */
    public static Set<String> selected(String fragment) {
        Set<String> paths = new TreeSet<>();
        select(definition(fragment).getSelectionSet(), "", paths);
        return paths;
    }

    private static void select(SelectionSet selections, String path, Set<String> paths) {
        for (Selection<?> selection : selections.getSelections()) {
            if (selection instanceof Field field) {
                String here = path + field.getName();
                paths.add(here);
                if (field.getSelectionSet() != null) {
                    select(field.getSelectionSet(), here + "/", paths);
                }
            } else if (selection instanceof FragmentSpread spread) {
                select(definition(spread.getName()).getSelectionSet(), path, paths);
            } else if (selection instanceof InlineFragment inline) {
                select(inline.getSelectionSet(), path, paths);
            }
        }
    }

    private static FragmentDefinition definition(String name) {
        try (InputStream file = Fragments.class.getResourceAsStream("/graphql/fragments/" + name + ".graphql")) {
            Document document = new Parser()
                    .parseDocument(
                            new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8));
            return document.getDefinitionsOfType(FragmentDefinition.class).get(0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @return the paths that the node has, lists' places left out */
    public static Set<String> paths(JsonNode node) {
        Set<String> paths = new TreeSet<>();
        walk(node, "", paths);
        return paths;
    }

    private static void walk(JsonNode node, String path, Set<String> paths) {
        if (node.isArray()) {
            node.forEach(item -> walk(item, path, paths));
        } else if (node.isObject()) {
            node.propertyStream().forEach(property -> {
                paths.add(path + property.getKey());
                walk(property.getValue(), path + property.getKey() + "/", paths);
            });
        }
    }
}
