package io.shopledger.simulator.graphql;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.InvalidSyntaxError;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.language.AstPrinter;
import graphql.language.OperationDefinition;
import graphql.language.SourceLocation;
import graphql.language.VariableDefinition;
import graphql.validation.ValidationError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Errors as Shopify words them, as far as recordings show it; where they do not, in the library's words. */
final class Failures {
    private static final System.Logger LOG = System.getLogger(Failures.class.getName());
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern QUOTED = Pattern.compile("'(@?[^']+)'");
    private static final Pattern VARIABLE = Pattern.compile("[Vv]ariable '(\\w+)'");

    private Failures() {}

    static ObjectNode syntax(InvalidSyntaxError error) {
        ObjectNode told = JSON.createObjectNode().put("message", "syntax error: " + error.getMessage());
        locate(told, error.getLocations());
        told.putObject("extensions").put("code", "PARSE_ERROR");
        return told;
    }

    static ObjectNode invalid(ValidationError error, OperationDefinition operation) {
        String message = error.getMessage();
        int colon = message.indexOf(") : ");
        String plain = colon < 0 ? message : message.substring(colon + 4);
        List<String> path = error.getQueryPath() == null ? List.of() : error.getQueryPath();
        String field = path.isEmpty() ? "" : path.get(path.size() - 1);
        List<String> names =
                QUOTED.matcher(plain).results().map(found -> found.group(1)).toList();
        String first = names.isEmpty() ? "" : names.get(0);
        ObjectNode told = JSON.createObjectNode();
        ObjectNode more = JSON.createObjectNode();
        switch (String.valueOf(error.getValidationErrorType())) {
            case "FieldUndefined" -> {
                String type = names.size() > 1 ? names.get(1) : "";
                told.put("message", "Field '%s' doesn't exist on type '%s'".formatted(first, type));
                more.put("code", "undefinedField").put("typeName", type).put("fieldName", first);
            }
            case "UnknownArgument" -> {
                told.put("message", "Field '%s' doesn't accept argument '%s'".formatted(field, first));
                more.put("code", "argumentNotAccepted").put("name", field).put("typeName", "Field");
                more.put("argumentName", first);
            }
            case "MissingFieldArgument" -> {
                told.put("message", "Field '%s' is missing required arguments: %s".formatted(field, first));
                more.put("code", "missingRequiredArguments").put("className", "Field");
                more.put("name", field).put("arguments", first);
            }
            case "UnusedVariable" -> {
                told.put(
                        "message", "Variable $%s is declared by %s but not used".formatted(first, operation.getName()));
                more.put("code", "variableNotUsed").put("variableName", first);
            }
            case "UndefinedVariable" -> {
                told.put(
                        "message", "Variable $%s is used by %s but not declared".formatted(first, operation.getName()));
                more.put("code", "variableNotDefined").put("variableName", first);
            }
            case "SubselectionRequired", "SubselectionNotAllowed" -> {
                told.put("message", plain);
                more.put("code", "selectionMismatch").put("nodeName", "field '%s'".formatted(field));
            }
            case "WrongType" -> {
                told.put("message", plain);
                more.put("code", "argumentLiteralsIncompatible");
            }
            default -> {
                told.put("message", plain);
                String name = String.valueOf(error.getValidationErrorType());
                more.put("code", name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
            }
        }
        locate(told, error.getLocations());
        ArrayNode way = told.putArray("path").add(begin(operation));
        path.forEach(way::add);
        told.set("extensions", more);
        return told;
    }

    /** A variable that does not fit its type. */
    static ObjectNode variable(GraphQLError error, OperationDefinition operation, Map<String, Object> variables) {
        Matcher matcher = VARIABLE.matcher(error.getMessage());
        String name = matcher.find() ? matcher.group(1) : "";
        String type = operation.getVariableDefinitions().stream()
                .filter(definition -> definition.getName().equals(name))
                .map(VariableDefinition::getType)
                .map(AstPrinter::printAst)
                .findFirst()
                .orElse("");
        ObjectNode told = JSON.createObjectNode()
                .put("message", "Variable $%s of type %s was provided invalid value".formatted(name, type));
        locate(told, error.getLocations());
        ObjectNode more = told.putObject("extensions").put("code", "INVALID_VARIABLE");
        more.set("value", JSON.valueToTree(variables.get(name)));
        ObjectNode problem = more.putArray("problems").addObject();
        problem.putArray("path");
        problem.put("explanation", error.getMessage());
        return told;
    }

    /** Something that went wrong while a field was answered. */
    static ObjectNode field(GraphQLError error) {
        ObjectNode told = JSON.createObjectNode().put("message", error.getMessage());
        locate(told, error.getLocations());
        Map<String, Object> extensions = error.getExtensions();
        told.set(
                "extensions",
                JSON.valueToTree(
                        extensions == null || !extensions.containsKey("code")
                                ? Map.of("code", "INTERNAL_SERVER_ERROR")
                                : extensions));
        told.set("path", JSON.valueToTree(error.getPath()));
        return told;
    }

    /** @return how the path of a document's error begins, such as {@code query Orders} */
    static String begin(OperationDefinition operation) {
        String kind = operation.getOperation().name().toLowerCase(Locale.ROOT);
        return operation.getName() == null ? kind : kind + " " + operation.getName();
    }

    static void locate(ObjectNode told, @Nullable List<SourceLocation> locations) {
        ArrayNode list = told.putArray("locations");
        if (locations != null) {
            locations.forEach(
                    location -> list.addObject().put("line", location.getLine()).put("column", location.getColumn()));
        }
    }

    /** Turns what a field's answer throws into its error. */
    static final class Handler implements DataFetcherExceptionHandler {
        @Override
        public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
                DataFetcherExceptionHandlerParameters thrown) {
            Throwable cause = thrown.getException();
            Map<String, Object> extensions = Map.of("code", "INTERNAL_SERVER_ERROR");
            String message = "Internal error. Looks like something went wrong on our end.";
            if (cause instanceof Complaint complaint) {
                extensions = complaint.extensions();
                message = complaint.text();
            } else {
                LOG.log(System.Logger.Level.ERROR, "A field could not be answered: " + thrown.getPath(), cause);
            }
            GraphQLError error = GraphqlErrorBuilder.newError()
                    .message("%s", message)
                    .location(thrown.getSourceLocation())
                    .path(thrown.getPath())
                    .extensions(extensions)
                    .build();
            return CompletableFuture.completedFuture(
                    DataFetcherExceptionHandlerResult.newResult(error).build());
        }
    }
}
