package io.shopledger.simulator.graphql;

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
import graphql.language.VariableReference;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a call costs. Shopify publishes: a scalar is free, an object one point, an interface its dearest branch, a mutation
 * ten, a connection more the larger its page. How much more it does not publish; the formula here is ours, and gives the
 * recorded answers: two points, and what one node costs times twice the natural logarithm of the page's size, rounded
 * down, at least one. Money, addresses and page information were free in those recordings, counts cost ten; of a mutation's
 * payload what it holds is free, and what that holds is not.
 */
final class Cost {
    private static final int MUTATION = 10;
    private static final int COUNT = 10;
    private static final int CONNECTION = 2;
    private static final Set<String> FREE = Set.of("MoneyBag", "MoneyV2", "PageInfo", "LocationAddress");
    private static final String INTROSPECTION = "__";

    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<String, Object> variables;

    Cost(GraphQLSchema schema, Document document, Map<String, Object> variables) {
        this.schema = schema;
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.put(fragment.getName(), fragment));
        this.variables = variables;
    }

    /** Before anything is known of the answer. */
    int requested(OperationDefinition operation) {
        return of(operation, null, false);
    }

    /** By what the answer holds. */
    int actual(OperationDefinition operation, @Nullable Object data) {
        return of(operation, data, true);
    }

    static int size(long entries) {
        return entries == 0 ? 0 : Math.max(1, (int) Math.floor(2 * Math.log(entries)));
    }

    private int of(OperationDefinition operation, @Nullable Object data, boolean known) {
        boolean mutation = operation.getOperation() == OperationDefinition.Operation.MUTATION;
        GraphQLObjectType root = mutation ? schema.getMutationType() : schema.getQueryType();
        if (!mutation) {
            return selections(operation.getSelectionSet(), root, data, known);
        }
        int cost = 0;
        for (Selection<?> selection : operation.getSelectionSet().getSelections()) {
            cost += MUTATION;
            if (selection instanceof Field field && field.getSelectionSet() != null) {
                cost += payload(field, root, data, known);
            }
        }
        return cost;
    }

    private int payload(Field mutation, GraphQLObjectType root, @Nullable Object data, boolean known) {
        GraphQLObjectType payload = (GraphQLObjectType) GraphQLTypeUtil.unwrapAll(
                root.getFieldDefinition(mutation.getName()).getType());
        Object value = data instanceof Map<?, ?> object ? object.get(mutation.getResultKey()) : null;
        int cost = 0;
        for (Selection<?> selection : mutation.getSelectionSet().getSelections()) {
            if (selection instanceof Field held) {
                cost += Math.max(0, field(held, payload, value, known) - 1);
            }
        }
        return cost;
    }

    private int selections(SelectionSet set, GraphQLCompositeType type, @Nullable Object data, boolean known) {
        int cost = 0;
        int dearest = 0;
        for (Selection<?> selection : set.getSelections()) {
            if (selection instanceof Field field) {
                cost += field(field, type, data, known);
            } else {
                SelectionSet inner = inner(selection);
                GraphQLCompositeType narrowed = narrowed(selection, type);
                int branch = selections(inner, narrowed, data, known);
                if (narrowed == type || type instanceof GraphQLObjectType) {
                    cost += branch;
                } else {
                    dearest = Math.max(dearest, branch);
                }
            }
        }
        return cost + dearest;
    }

    private int field(Field field, GraphQLCompositeType parent, @Nullable Object data, boolean known) {
        if (field.getName().startsWith(INTROSPECTION)) {
            return introspection(field);
        }
        if (field.getSelectionSet() == null || !(parent instanceof GraphQLFieldsContainer container)) {
            return 0;
        }
        Object value = data instanceof Map<?, ?> object ? object.get(field.getResultKey()) : null;
        if (known && (value == null || value instanceof List<?> list && list.isEmpty())) {
            return 0;
        }
        var definition = container.getFieldDefinition(field.getName());
        if (definition == null) {
            return 0;
        }
        GraphQLCompositeType type = (GraphQLCompositeType) GraphQLTypeUtil.unwrapAll(definition.getType());
        String name = ((GraphQLNamedOutputType) type).getName();
        if (name.endsWith("Connection")) {
            return connection(field, type, value, known);
        }
        if (name.equals("Count") && parent == schema.getQueryType()) {
            return COUNT;
        }
        int own = FREE.contains(name) || name.endsWith("Edge") ? 0 : 1;
        return own + dearestOf(field.getSelectionSet(), type, value, known);
    }

    /** Each object that the schema tells of itself costs one. */
    private static int introspection(Field field) {
        return field.getSelectionSet() == null
                ? 0
                : 1
                        + field.getSelectionSet().getSelectionsOfType(Field.class).stream()
                                .mapToInt(Cost::introspection)
                                .sum();
    }

    /** A list costs what its dearest entry costs, once. */
    private int dearestOf(SelectionSet set, GraphQLCompositeType type, @Nullable Object value, boolean known) {
        if (!(value instanceof List<?> list)) {
            return selections(set, type, value, known);
        }
        int dearest = 0;
        for (Object entry : list) {
            dearest = Math.max(dearest, selections(set, type, entry, known));
        }
        return dearest;
    }

    private int connection(Field field, GraphQLCompositeType type, @Nullable Object value, boolean known) {
        int node = 0;
        long entries = 0;
        for (Selection<?> selection : field.getSelectionSet().getSelections()) {
            if (selection instanceof Field inside) {
                node += field(inside, type, value, known);
                if (value instanceof Map<?, ?> page && page.get(inside.getResultKey()) instanceof List<?> list) {
                    entries = Math.max(entries, list.size());
                }
            }
        }
        return CONNECTION + size(known ? entries : first(field)) * node;
    }

    private long first(Field field) {
        for (Argument argument : field.getArguments()) {
            if (argument.getName().equals("first")) {
                if (argument.getValue() instanceof IntValue number) {
                    return number.getValue().longValue();
                }
                if (argument.getValue() instanceof VariableReference reference
                        && variables.get(reference.getName()) instanceof Number number) {
                    return number.longValue();
                }
            }
        }
        return 0;
    }

    private SelectionSet inner(Selection<?> selection) {
        return selection instanceof FragmentSpread spread
                ? fragment(spread).getSelectionSet()
                : ((InlineFragment) selection).getSelectionSet();
    }

    private GraphQLCompositeType narrowed(Selection<?> selection, GraphQLCompositeType type) {
        var condition = selection instanceof FragmentSpread spread
                ? fragment(spread).getTypeCondition()
                : ((InlineFragment) selection).getTypeCondition();
        return condition != null && schema.getType(condition.getName()) instanceof GraphQLCompositeType narrowed
                ? narrowed
                : type;
    }

    private FragmentDefinition fragment(FragmentSpread spread) {
        FragmentDefinition fragment = fragments.get(spread.getName());
        if (fragment == null) {
            throw new IllegalStateException("a checked document has its fragments");
        }
        return fragment;
    }
}
