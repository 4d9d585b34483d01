package io.shopledger.simulator.graphql;

import graphql.language.Argument;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.VariableReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A list that is given may have 250 entries (https://shopify.dev/docs/api/usage/limits#input-arrays). */
final class InputSizes {
    private static final int MOST = 250;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private InputSizes() {}

    /** @return the error of the first list that is longer; null where there is none */
    static @Nullable ObjectNode tooLong(OperationDefinition operation, Map<String, Object> variables) {
        for (Field field : operation.getSelectionSet().getSelectionsOfType(Field.class)) {
            for (Argument argument : field.getArguments()) {
                if (argument.getValue() instanceof VariableReference variable) {
                    List<String> path = new ArrayList<>(List.of(field.getName(), argument.getName()));
                    Integer size = tooLong(variables.get(variable.getName()), path);
                    if (size != null) {
                        return error(field, path, size);
                    }
                }
            }
        }
        return null;
    }

    /** @param path where the value is; where the list is, once it is found */
    private static @Nullable Integer tooLong(@Nullable Object value, List<String> path) {
        if (value instanceof List<?> list && list.size() > MOST) {
            return list.size();
        }
        if (value instanceof Map<?, ?> object) {
            for (Map.Entry<?, ?> entry : object.entrySet()) {
                path.add(String.valueOf(entry.getKey()));
                Integer size = tooLong(entry.getValue(), path);
                if (size != null) {
                    return size;
                }
                path.remove(path.size() - 1);
            }
        }
        return null;
    }

    private static ObjectNode error(Field field, List<String> path, int size) {
        ObjectNode error = JSON.createObjectNode()
                .put(
                        "message",
                        "The input array size of %d is greater than the maximum allowed of %d.".formatted(size, MOST));
        Failures.locate(error, List.of(field.getSourceLocation()));
        ArrayNode way = error.putArray("path");
        path.forEach(way::add);
        error.putObject("extensions").put("code", "MAX_INPUT_SIZE_EXCEEDED");
        return error;
    }
}
