package io.shopledger.simulator.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.BooleanValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.TypeResolver;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.ScalarInfo;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeRuntimeWiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The schema of what is answered: a part of Shopify's own, wired to the truth. */
final class AdminSchema {
    private static final String FILE = "/graphql/admin-2026-10.graphqls";

    private AdminSchema() {}

    static GraphQLSchema of(
            Access access, Consumer<TypeRuntimeWiring.Builder> queries, Consumer<TypeRuntimeWiring.Builder> mutations) {
        TypeDefinitionRegistry types = read();
        RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
        types.scalars().keySet().stream()
                .filter(name -> !ScalarInfo.isGraphqlSpecifiedScalar(name))
                .forEach(name -> wiring.scalar(GraphQLScalarType.newScalar()
                        .name(name)
                        .coercing(new AsIs())
                        .build()));
        TypeResolver byName = object -> {
            Map<?, ?> fields = object.getObject();
            return object.getSchema().getObjectType(String.valueOf(fields.get(Shape.TYPE)));
        };
        for (String abstraction : new String[] {
            "Node", "Media", "DisplayableError", "DiscountApplication", "PricingValue", "ReturnLineItemType"
        }) {
            wiring.type(TypeRuntimeWiring.newTypeWiring(abstraction).typeResolver(byName));
        }
        TypeRuntimeWiring.Builder query = TypeRuntimeWiring.newTypeWiring("QueryRoot");
        queries.accept(query);
        TypeRuntimeWiring.Builder mutation = TypeRuntimeWiring.newTypeWiring("Mutation");
        mutations.accept(mutation);
        wiring.type(access.guarded(query)).type(access.guarded(mutation));
        wiring.codeRegistry(GraphQLCodeRegistry.newCodeRegistry()
                .defaultDataFetcher(environment -> access.inside(environment.getFieldDefinition())));
        return new SchemaGenerator().makeExecutableSchema(types, wiring.build());
    }

    static TypeDefinitionRegistry read() {
        try (InputStream file = Objects.requireNonNull(AdminSchema.class.getResourceAsStream(FILE), FILE)) {
            return new SchemaParser().parse(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Shopify's scalars travel as texts, or as the numbers they were given as. */
    private static final class AsIs implements Coercing<Object, Object> {
        @Override
        public Object serialize(Object value, GraphQLContext context, Locale locale) {
            return value;
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            return input;
        }

        @Override
        public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            if (input instanceof StringValue text) {
                return text.getValue();
            }
            if (input instanceof IntValue number) {
                return number.getValue();
            }
            if (input instanceof FloatValue number) {
                return number.getValue();
            }
            if (input instanceof BooleanValue flag) {
                return flag.isValue();
            }
            throw new CoercingParseLiteralException("not a scalar");
        }
    }
}
