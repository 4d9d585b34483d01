package io.shopledger.shopify.graphql;

import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.EnumValue;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.List;

/** What a document uses that is about to go: fields, arguments, enum values. */
record Deprecated(GraphQLSchema schema, List<String> found) {

    static List<String> in(GraphQLSchema schema, Document document) {
        Deprecated all = new Deprecated(schema, new ArrayList<>());
        for (FragmentDefinition fragment : document.getDefinitionsOfType(FragmentDefinition.class)) {
            all.walk(
                    fragment.getSelectionSet(),
                    schema.getType(fragment.getTypeCondition().getName()));
        }
        for (OperationDefinition one : document.getDefinitionsOfType(OperationDefinition.class)) {
            all.walk(
                    one.getSelectionSet(),
                    one.getOperation() == OperationDefinition.Operation.MUTATION
                            ? schema.getMutationType()
                            : schema.getQueryType());
        }
        return all.found;
    }

    private void walk(SelectionSet selected, GraphQLType owner) {
        for (Selection<?> selection : selected.getSelections()) {
            if (selection instanceof Field field && !field.getName().startsWith("__")) {
                walk(field, owner);
            } else if (selection instanceof InlineFragment inline) {
                walk(
                        inline.getSelectionSet(),
                        schema.getType(inline.getTypeCondition().getName()));
            }
        }
    }

    private void walk(Field field, GraphQLType owner) {
        GraphQLFieldDefinition known = ((GraphQLFieldsContainer) owner).getFieldDefinition(field.getName());
        if (known.isDeprecated()) {
            found.add(((GraphQLNamedType) owner).getName() + "." + field.getName());
        }
        field.getArguments().forEach(argument -> check(field, known.getArgument(argument.getName()), argument));
        if (field.getSelectionSet() != null) {
            walk(field.getSelectionSet(), GraphQLTypeUtil.unwrapAll(known.getType()));
        }
    }

    private void check(Field field, GraphQLArgument known, Argument given) {
        if (known.isDeprecated()) {
            found.add(field.getName() + "(" + given.getName() + ")");
        }
        if (given.getValue() instanceof EnumValue value
                && GraphQLTypeUtil.unwrapAll(known.getType()) instanceof GraphQLEnumType type
                && type.getValue(value.getName()).isDeprecated()) {
            found.add(type.getName() + "." + value.getName());
        }
    }
}
