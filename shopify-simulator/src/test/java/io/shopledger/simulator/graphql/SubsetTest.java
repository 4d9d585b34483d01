package io.shopledger.simulator.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.AstPrinter;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.TypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.shopledger.simulator.truth.PublishedData;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Our part of the schema says nothing that Shopify's own does not. */
class SubsetTest {
    private final List<String> wrong = new ArrayList<>();

    @Test
    void everyTypeFieldAndArgument_isAsInTheRealSchema() throws Exception {
        Path file = PublishedData.present("admin-2026-10.graphql.gz");
        TypeDefinitionRegistry real;
        try (InputStreamReader text =
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8)) {
            real = new SchemaParser().parse(text);
        }
        TypeDefinitionRegistry ours = AdminSchema.read();

        ours.types().forEach((name, type) -> {
            TypeDefinition<?> other = real.getTypeOrNull(name);
            if (other == null) {
                wrong.add(name);
            } else {
                compare(name, type, other);
            }
        });

        assertThat(ours.types()).hasSizeGreaterThan(100);
        assertThat(wrong).isEmpty();
    }

    private void compare(String name, TypeDefinition<?> ours, TypeDefinition<?> real) {
        if (ours instanceof ImplementingTypeDefinition<?> type && real instanceof ImplementingTypeDefinition<?> other) {
            Map<String, FieldDefinition> known = new HashMap<>();
            other.getFieldDefinitions().forEach(field -> known.put(field.getName(), field));
            type.getFieldDefinitions()
                    .forEach(field -> compare(name + "." + field.getName(), field, known.get(field.getName())));
        } else if (ours instanceof InputObjectTypeDefinition input && real instanceof InputObjectTypeDefinition other) {
            inputs(name, input.getInputValueDefinitions(), other.getInputValueDefinitions());
        } else if (ours instanceof EnumTypeDefinition values && real instanceof EnumTypeDefinition other) {
            List<String> known = other.getEnumValueDefinitions().stream()
                    .map(EnumValueDefinition::getName)
                    .toList();
            values.getEnumValueDefinitions().stream()
                    .filter(value -> !known.contains(value.getName()))
                    .forEach(value -> wrong.add(name + "." + value.getName()));
        } else if (ours.getClass() != real.getClass()) {
            wrong.add(name + " is another kind of type");
        }
    }

    private void compare(String name, FieldDefinition ours, FieldDefinition real) {
        if (real == null) {
            wrong.add(name);
            return;
        }
        same(name, AstPrinter.printAst(ours.getType()), AstPrinter.printAst(real.getType()));
        inputs(name, ours.getInputValueDefinitions(), real.getInputValueDefinitions());
    }

    private void inputs(String name, List<InputValueDefinition> ours, List<InputValueDefinition> real) {
        Map<String, String> known = new HashMap<>();
        Map<String, String> mine = new HashMap<>();
        real.forEach(value -> known.put(value.getName(), text(value)));
        ours.forEach(value -> mine.put(value.getName(), text(value)));
        mine.forEach((value, text) -> same(name + "(" + value, text, known.get(value)));
        known.forEach((value, text) -> {
            if (text.contains("!") && !text.contains("=") && text.endsWith("!") && !mine.containsKey(value)) {
                wrong.add(name + " leaves out the required " + value);
            }
        });
    }

    private void same(String name, String ours, String real) {
        if (!ours.equals(real)) {
            wrong.add("%s is %s, not %s".formatted(name, real, ours));
        }
    }

    private static String text(InputValueDefinition value) {
        String type = AstPrinter.printAst(value.getType());
        return value.getDefaultValue() == null ? type : type + " = " + AstPrinter.printAst(value.getDefaultValue());
    }
}
