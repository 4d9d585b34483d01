package io.shopledger.simulator.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.InvalidSyntaxError;
import graphql.execution.NonNullableFieldWasNullError;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.validation.OperationValidationRule;
import graphql.validation.QueryComplexityLimits;
import graphql.validation.ValidationError;
import graphql.validation.Validator;
import io.shopledger.simulator.faults.Fault;
import io.shopledger.simulator.faults.Faults;
import io.shopledger.simulator.oauth.Scopes;
import io.shopledger.simulator.truth.Truth;
import io.shopledger.simulator.webhook.Registrations;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs one call of the Admin API: checks the document, prices it, charges the bucket, answers. */
public final class AdminApi {
    /** https://shopify.dev/docs/api/usage/limits */
    private static final int DEAREST = 1_000;

    private static final int REMEMBERED_DOCUMENTS = 500;
    private static final String LIMITS = "https://shopify.dev/api/usage/rate-limits";

    private final JsonMapper json = JsonMapper.builder().build();
    private final GraphQLSchema schema;
    private final GraphQL graphql;
    private final Bucket bucket;
    private final Faults faults;
    private final Queries queries;
    private final Map<String, Checked> documents = new ConcurrentHashMap<>();
    private final AtomicLong points = new AtomicLong();
    private final AtomicLong throttled = new AtomicLong();

    /**
     * @param scopes of the token now
     * @param maximum points in the full bucket
     * @param restoreRate points a second
     * @param bottomless whether the bucket never runs dry
     */
    public AdminApi(
            Truth truth,
            Registrations registrations,
            Faults faults,
            Supplier<Scopes> scopes,
            Clock clock,
            int maximum,
            int restoreRate,
            boolean bottomless) {
        this.faults = faults;
        this.bucket = new Bucket(maximum, restoreRate, bottomless, clock);
        Lookup lookup = new Lookup(truth);
        this.queries = new Queries(truth, lookup, scopes, faults);
        SubscriptionFields subscriptions = new SubscriptionFields(registrations, clock);
        this.schema = AdminSchema.of(
                new Access(scopes),
                root -> {
                    queries.addTo(root);
                    subscriptions.addQueries(root);
                },
                root -> {
                    new ProductMutations(truth, lookup, faults).addTo(root);
                    new ProductUpdates(truth, lookup).addTo(root);
                    new StockMutation(truth, lookup, clock).addTo(root);
                    subscriptions.addMutations(root);
                });
        this.graphql = GraphQL.newGraphQL(schema)
                .defaultDataFetcherExceptionHandler(new Failures.Handler())
                .preparsedDocumentProvider((input, parse) -> CompletableFuture.completedFuture(
                        new PreparsedDocumentEntry(checked(input.getQuery()).document())))
                .build();
    }

    /** Points spent since the start. */
    public long points() {
        return points.get();
    }

    /** @param maximum points in the full bucket @param restoreRate points a second */
    public void limits(int maximum, int restoreRate) {
        bucket.become(maximum, restoreRate);
    }

    /** Calls that found the bucket too empty. */
    public long throttled() {
        return throttled.get();
    }

    /** Pages asked for, by connection. */
    public Map<String, Long> pages() {
        Map<String, Long> pages = new LinkedHashMap<>();
        queries.pages().forEach((connection, count) -> pages.put(connection, count.get()));
        return pages;
    }

    /** The same by connection and size. */
    public Map<String, Map<Integer, AtomicLong>> pageSizes() {
        return queries.sizes();
    }

    /** Whether the call is to change something; a document that cannot be read changes nothing. */
    public boolean isMutation(JsonNode request) {
        Checked checked = checked(request.get("query").asString());
        return checked.errors.isEmpty()
                && checked.operation(request.get("operationName")).getOperation()
                        == OperationDefinition.Operation.MUTATION;
    }

    /**
     * @param shop whose store is asked
     * @param version of the API that answers
     * @param request the body: {@code query}, {@code variables}, {@code operationName}
     */
    public ObjectNode answer(String shop, String version, JsonNode request) {
        String query = request.get("query").asString();
        Checked checked = checked(query);
        if (!checked.errors.isEmpty()) {
            return errors(checked.errors);
        }
        String unnamed = checked.whyNoOperation(request.get("operationName"));
        if (unnamed != null) {
            return errors(List.of(json.createObjectNode().put("message", unnamed)));
        }
        Map<String, Object> variables = variables(request.get("variables"));
        OperationDefinition operation = checked.operation(request.get("operationName"));
        Cost cost = new Cost(schema, checked.document(), variables);
        int requested = cost.requested(operation);
        if (requested > DEAREST) {
            return tooDear(requested);
        }
        ObjectNode tooLong = InputSizes.tooLong(operation, variables);
        if (tooLong != null) {
            ObjectNode refused = errors(List.of(tooLong));
            refused.set("extensions", cost(requested, null));
            return refused;
        }
        if (faults.strikes(Fault.THROTTLE) || !bucket.take(requested)) {
            return throttled(requested);
        }
        ExecutionResult result = graphql.execute(ExecutionInput.newExecutionInput()
                .query(query)
                .operationName(operation.getName())
                .variables(variables)
                .graphQLContext(Map.of("shop", shop, "version", version))
                .build());
        if (!result.isDataPresent()) {
            bucket.giveBack(requested);
            return errors(result.getErrors().stream()
                    .map(error -> Failures.variable(error, operation, variables))
                    .toList());
        }
        Object data = result.getData();
        int actual = Math.min(requested, cost.actual(operation, data));
        bucket.giveBack(requested - actual);
        points.addAndGet(actual);
        ObjectNode answer = json.createObjectNode();
        List<ObjectNode> told = fields(result.getErrors());
        if (!told.isEmpty()) {
            told.forEach(answer.withArray("errors")::add);
        }
        answer.set("data", json.valueToTree(data));
        answer.set("extensions", cost(requested, actual));
        return answer;
    }

    /** That a field was null which must not be is only what follows from another error. */
    private static List<ObjectNode> fields(List<GraphQLError> errors) {
        List<ObjectNode> told = errors.stream()
                .filter(error -> !(error instanceof NonNullableFieldWasNullError))
                .map(Failures::field)
                .toList();
        return told.isEmpty() ? errors.stream().map(Failures::field).toList() : told;
    }

    private Checked checked(String query) {
        Checked known = documents.get(query);
        if (known == null) {
            known = check(query);
            if (documents.size() < REMEMBERED_DOCUMENTS) {
                documents.put(query, known);
            }
        }
        return known;
    }

    private Checked check(String query) {
        Document document;
        try {
            document = Parser.parse(query);
        } catch (InvalidSyntaxException wrong) {
            InvalidSyntaxError error = wrong.toInvalidSyntaxError();
            return new Checked(null, List.of(Failures.syntax(error)));
        }
        List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
        if (operations.isEmpty()) {
            return new Checked(null, List.of(json.createObjectNode().put("message", "No operation given")));
        }
        List<ObjectNode> errors = new ArrayList<>();
        for (ValidationError error : new Validator()
                .validateDocument(
                        schema,
                        document,
                        rule -> rule
                                != OperationValidationRule
                                        .GOOD_FAITH_INTROSPECTION, // Shopify tells of its types as often
                        Locale.ROOT,
                        QueryComplexityLimits.NONE)) {
            errors.add(Failures.invalid(error, operations.get(0)));
        }
        operations.forEach(operation -> errors.addAll(WrittenIds.wrongIn(operation)));
        return new Checked(document, errors);
    }

    private Map<String, Object> variables(@Nullable JsonNode given) {
        return given == null || !given.isObject()
                ? Map.of()
                : json.convertValue(
                        given, json.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, Object.class));
    }

    private ObjectNode throttled(int requested) {
        throttled.incrementAndGet();
        ObjectNode answer = json.createObjectNode();
        ObjectNode error = answer.putArray("errors").addObject().put("message", "Throttled");
        error.putObject("extensions").put("code", "THROTTLED").put("documentation", LIMITS);
        answer.set("extensions", cost(requested, null));
        return answer;
    }

    private ObjectNode tooDear(int requested) {
        ObjectNode answer = json.createObjectNode();
        ObjectNode error = answer.putArray("errors").addObject();
        error.put(
                "message",
                "Query cost is %d, which exceeds the single query max cost limit (%d).\n\nSee %s for more information on how the cost of a query is calculated."
                        .formatted(requested, DEAREST, LIMITS));
        error.putObject("extensions")
                .put("code", "MAX_COST_EXCEEDED")
                .put("cost", requested)
                .put("maxCost", DEAREST)
                .put("documentation", LIMITS);
        return answer;
    }

    private ObjectNode cost(int requested, @Nullable Integer actual) {
        Bucket.Status status = bucket.status();
        ObjectNode extensions = json.createObjectNode();
        ObjectNode cost = extensions.putObject("cost").put("requestedQueryCost", requested);
        cost.put("actualQueryCost", actual);
        cost.putObject("throttleStatus")
                .put("maximumAvailable", status.maximumAvailable())
                .put("currentlyAvailable", status.currentlyAvailable())
                .put("restoreRate", status.restoreRate());
        return extensions;
    }

    private ObjectNode errors(List<ObjectNode> errors) {
        ObjectNode answer = json.createObjectNode();
        ArrayNode list = answer.putArray("errors");
        errors.forEach(list::add);
        return answer;
    }

    private record Checked(@Nullable Document parsed, List<ObjectNode> errors) {
        Document document() {
            if (parsed == null) {
                throw new IllegalStateException("it could not be read");
            }
            return parsed;
        }

        /** @return Shopify's words where it is not clear which operation is meant; null where it is */
        @Nullable
        String whyNoOperation(@Nullable JsonNode name) {
            List<OperationDefinition> operations = document().getDefinitionsOfType(OperationDefinition.class);
            if (name == null || name.isNull()) {
                return operations.size() > 1 ? "An operation name is required" : null;
            }
            boolean known =
                    operations.stream().anyMatch(one -> name.asString("").equals(one.getName()));
            return known ? null : "No operation named \"%s\"".formatted(name.asString(""));
        }

        /** The one of this name; the first one where there is none. */
        OperationDefinition operation(@Nullable JsonNode name) {
            List<OperationDefinition> operations = document().getDefinitionsOfType(OperationDefinition.class);
            return operations.stream()
                    .filter(operation -> name != null && name.asString("").equals(operation.getName()))
                    .findFirst()
                    .orElse(operations.get(0));
        }
    }
}
