package io.shopledger.simulator.graphql;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.StringValue;
import graphql.language.Value;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Ids that are written into a document rather than given as a variable: a malformed one is an error of the document. */
final class WrittenIds {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private WrittenIds() {}

    static List<ObjectNode> wrongIn(OperationDefinition operation) {
        List<ObjectNode> errors = new ArrayList<>();
        for (Field field : operation.getSelectionSet().getSelectionsOfType(Field.class)) {
            for (Argument argument : field.getArguments()) {
                if (argument.getName().equals("id") || argument.getName().equals("ids")) {
                    texts(argument.getValue()).stream()
                            .filter(text -> Gid.parse(text) == null)
                            .forEach(text -> errors.add(error(operation, field, argument, text)));
                }
            }
        }
        return errors;
    }

    private static List<String> texts(Value<?> value) {
        if (value instanceof StringValue text) {
            return List.of(text.getValue());
        }
        return value instanceof ArrayValue list
                ? list.getValues().stream()
                        .filter(StringValue.class::isInstance)
                        .map(text -> ((StringValue) text).getValue())
                        .toList()
                : List.of();
    }

    private static ObjectNode error(OperationDefinition operation, Field field, Argument argument, String text) {
        ObjectNode error = JSON.createObjectNode().put("message", "Invalid global id '%s'".formatted(text));
        Failures.locate(error, List.of(field.getSourceLocation()));
        error.putArray("path")
                .add(Failures.begin(operation))
                .add(field.getName())
                .add(argument.getName());
        error.putObject("extensions")
                .put("code", "argumentLiteralsIncompatible")
                .put("typeName", "CoercionError");
        return error;
    }
}
