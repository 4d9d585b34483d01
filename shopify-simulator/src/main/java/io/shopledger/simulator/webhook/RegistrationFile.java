package io.shopledger.simulator.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the registrations over restarts: one line of JSON each, the whole file written anew at each change. */
final class RegistrationFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;

    RegistrationFile(Path file) {
        this.file = file;
    }

    List<Registration> read() {
        List<Registration> all = new ArrayList<>();
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    all.add(registration(JSON.readTree(line)));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return all;
    }

    void write(List<Registration> all) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(
                    fresh,
                    all.stream().map(one -> JSON.writeValueAsString(line(one))).toList());
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ObjectNode line(Registration of) {
        ObjectNode line = JSON.createObjectNode();
        line.put("id", of.id()).put("topic", of.topic()).put("uri", of.uri()).put("format", of.format());
        line.put("filter", of.filter()).put("name", of.name()).put("api_version", of.apiVersion());
        line.put("created_at", of.createdAt().toString())
                .put("updated_at", of.updatedAt().toString());
        of.includeFields().forEach(line.putArray("include_fields")::add);
        return line;
    }

    private static Registration registration(JsonNode line) {
        List<String> fields = new ArrayList<>();
        line.get("include_fields").forEach(field -> fields.add(field.asString()));
        return new Registration(
                line.get("id").asLong(),
                line.get("topic").asString(),
                line.get("uri").asString(),
                line.get("format").asString(),
                text(line.get("filter")),
                fields,
                text(line.get("name")),
                line.get("api_version").asString(),
                Instant.parse(line.get("created_at").asString()),
                Instant.parse(line.get("updated_at").asString()));
    }

    private static @Nullable String text(JsonNode value) {
        return value.isNull() ? null : value.asString();
    }
}
