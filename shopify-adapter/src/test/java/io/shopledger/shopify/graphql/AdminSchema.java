package io.shopledger.shopify.graphql;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import io.shopledger.tools.PublishedData;
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
    private static @Nullable GraphQLSchema schema;

    private AdminSchema() {}

    public static synchronized GraphQLSchema schema() {
        Path file = PublishedData.present("admin-2026-10.graphql.gz");
        if (schema == null) {
            try (InputStream zipped = Files.newInputStream(file);
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
