package io.shopledger.shopify.graphql;

import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Shopify will say a document costs. The price of a connection is not published; this one, 2 + ⌊2 ln n⌋ times an item,
 * is drawn from recorded answers. What the recordings leave open is reckoned dear.
 */
final class SchemaCost {
    private static final int MUTATION = 10;
    private static final int COUNT = 10;

    /** Seen to cost nothing, like scalars. */
    private static final Set<String> FREE = Set.of("MoneyBag", "MoneyV2", "PageInfo");

    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments;
    private final Map<String, Integer> variables;
    private final OperationDefinition operation;

    private SchemaCost(GraphQLSchema schema, Document document, Map<String, Integer> variables) {
        this.schema = schema;
        this.variables = variables;
        fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(Collectors.toMap(FragmentDefinition::getName, fragment -> fragment));
        operation = document.getDefinitionsOfType(OperationDefinition.class).get(0);
    }

    /** @param variables the numbers among them: page sizes */
    static int of(GraphQLSchema schema, Document document, Map<String, Integer> variables) {
        SchemaCost cost = new SchemaCost(schema, document, variables);
        boolean mutation = cost.operation.getOperation() == OperationDefinition.Operation.MUTATION;
        GraphQLObjectType root = mutation ? schema.getMutationType() : schema.getQueryType();
        return (mutation ? MUTATION : 0) + cost.of(cost.operation.getSelectionSet(), root);
    }

    private int of(SelectionSet selected, GraphQLNamedType type) {
        int sum = 0;
        Map<String, Integer> branches = new HashMap<>();
        for (Selection<?> selection : selected.getSelections()) {
            if (selection instanceof Field field) {
                sum += of(field, type);
            } else if (selection instanceof FragmentSpread spread) {
                FragmentDefinition fragment = fragments.get(spread.getName());
                branches.merge(
                        fragment.getTypeCondition().getName(),
                        branch(
                                fragment.getSelectionSet(),
                                fragment.getTypeCondition().getName()),
                        Integer::sum);
            } else if (selection instanceof InlineFragment inline) {
                branches.merge(
                        inline.getTypeCondition().getName(),
                        branch(
                                inline.getSelectionSet(),
                                inline.getTypeCondition().getName()),
                        Integer::sum);
            }
        }
        Integer own = branches.remove(type.getName());
        int dearest =
                branches.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return sum + (own == null ? 0 : own) + dearest;
    }

    private int branch(SelectionSet selected, String type) {
        return of(selected, (GraphQLNamedType) schema.getType(type));
    }

    private int of(Field field, GraphQLNamedType owner) {
        if (field.getName().startsWith("__") || field.getSelectionSet() == null) {
            return 0;
        }
        GraphQLNamedType type = type(field.getName(), owner);
        if (type.getName().equals("Count")) {
            return COUNT;
        }
        if (FREE.contains(type.getName())) {
            return 0;
        }
        if (type.getName().endsWith("Connection")) {
            return 2 + size(field) * item(field, type);
        }
        return 1 + of(field.getSelectionSet(), type);
    }

    private int item(Field connection, GraphQLNamedType type) {
        return connection.getSelectionSet().getSelectionsOfType(Field.class).stream()
                .filter(field -> field.getName().equals("nodes"))
                .mapToInt(field -> 1 + of(field.getSelectionSet(), type("nodes", type)))
                .sum();
    }

    private int size(Field connection) {
        for (Argument argument : connection.getArguments()) {
            if (argument.getName().equals("first")) {
                return Math.max(1, (int) Math.floor(2 * Math.log(number(argument.getValue()))));
            }
        }
        throw new AssertionError(connection.getName() + " has no page size");
    }

    private int number(@Nullable Value<?> value) {
        return value instanceof VariableReference variable
                ? variables.get(variable.getName())
                : ((IntValue) value).getValue().intValueExact();
    }

    private GraphQLNamedType type(String field, GraphQLNamedType owner) {
        GraphQLFieldDefinition definition = ((GraphQLFieldsContainer) owner).getFieldDefinition(field);
        return (GraphQLNamedType) GraphQLTypeUtil.unwrapAll(definition.getType());
    }

    /** @return all fields of the document that are connections, in any depth */
    static List<Field> connections(Document document) {
        List<Field> found = new java.util.ArrayList<>();
        document.getDefinitionsOfType(OperationDefinition.class).forEach(one -> collect(one.getSelectionSet(), found));
        document.getDefinitionsOfType(FragmentDefinition.class).forEach(one -> collect(one.getSelectionSet(), found));
        return found;
    }

    private static void collect(SelectionSet selected, List<Field> found) {
        for (Selection<?> selection : selected.getSelections()) {
            if (selection instanceof Field field && field.getSelectionSet() != null) {
                if (!field.getSelectionSet().getSelectionsOfType(Field.class).stream()
                                .filter(child -> child.getName().equals("nodes"))
                                .toList()
                                .isEmpty()
                        && field.getArguments().stream()
                                .anyMatch(one -> one.getName().equals("first"))) {
                    found.add(field);
                }
                collect(field.getSelectionSet(), found);
            } else if (selection instanceof InlineFragment inline) {
                collect(inline.getSelectionSet(), found);
            }
        }
    }
}
