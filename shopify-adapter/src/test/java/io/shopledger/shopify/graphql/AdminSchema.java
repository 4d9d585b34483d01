package io.shopledger.shopify.graphql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Shopify's own schema of the version that we speak. It lies beside the repository; without it its tests are skipped. */
public final class AdminSchema {
    private static final Path FILE = Path.of("..", "..", "shared", "shopify-data", "admin-2026-10.graphql.gz");
    private static @Nullable GraphQLSchema schema;

    private AdminSchema() {}

    public static synchronized GraphQLSchema schema() {
        assumeTrue(Files.exists(FILE), "Skipped: the schema is not at " + FILE);
        if (schema == null) {
            try (InputStream zipped = Files.newInputStream(FILE);
                    InputStreamReader text =
                            new InputStreamReader(new GZIPInputStream(zipped), StandardCharsets.UTF_8)) {
                schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(text));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return schema;
    }
}
