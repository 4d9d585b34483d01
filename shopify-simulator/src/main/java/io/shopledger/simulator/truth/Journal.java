package io.shopledger.simulator.truth;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happened since the seed, as newline-delimited JSON: first the seed, then one line for each change with the
 * whole thing changed, packed. Each line is one write: a killed process loses nothing of it; a machine that loses power may.
 */
final class Journal implements AutoCloseable {
    private final Path file;
    private OutputStream out;
    private int lines;

    private Journal(Path file) throws IOException {
        this.file = file;
        out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Reads what is there, cuts off a last line that was not written to its end, and appends from there on. */
    static Journal open(Path file, Consumer<Seed> seed, Consumer<Entry> entry) {
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            int read = 0;
            if (Files.exists(file)) {
                read = read(file, seed, entry);
            }
            Journal journal = new Journal(file);
            journal.lines = read;
            return journal;
        } catch (IOException failure) {
            throw new UncheckedIOException("The journal " + file + " cannot be used: " + failure.getMessage(), failure);
        }
    }

    boolean isEmpty() {
        return lines == 0;
    }

    /** Whether most of it is about states that are past. */
    boolean isMostlyPast(int things) {
        return lines > 20_000 + 4 * things;
    }

    void append(Entry entry) {
        try {
            out.write(line(entry));
            lines++;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Begins anew, with the seed and the entries that still count. */
    void rewrite(Seed seed, List<Entry> entries) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (OutputStream all = new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16)) {
                all.write(line(seed));
                for (Entry entry : entries) {
                    all.write(line(entry));
                }
            }
            out.close();
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            out = Files.newOutputStream(file, StandardOpenOption.APPEND);
            lines = 1 + entries.size();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int read(Path file, Consumer<Seed> seed, Consumer<Entry> entry) throws IOException {
        int lines = 0;
        long good = 0;
        try (InputStream in = Files.newInputStream(file)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            byte[] part = new byte[1 << 16];
            for (int length = in.read(part); length >= 0; length = in.read(part)) {
                int from = 0;
                for (int at = 0; at < length; at++) {
                    if (part[at] != '\n') {
                        continue;
                    }
                    line.write(part, from, at - from);
                    from = at + 1;
                    lines++;
                    JsonNode json = parse(file, lines, line.toByteArray());
                    if (lines == 1) {
                        seed.accept(seed(json));
                    } else {
                        entry.accept(entry(json));
                    }
                    good += line.size() + 1;
                    line.reset();
                }
                line.write(part, from, length - from);
            }
        }
        try (FileChannel whole = FileChannel.open(file, StandardOpenOption.WRITE)) {
            whole.truncate(good);
        }
        return lines;
    }

    private static JsonNode parse(Path file, int number, byte[] line) throws IOException {
        try {
            return PackedJson.JSON.readTree(line);
        } catch (JacksonException unreadable) {
            throw new IOException("line " + number + " of " + file + " is not JSON", unreadable);
        }
    }

    private static byte[] line(Seed seed) {
        ObjectNode line = PackedJson.JSON.createObjectNode();
        line.put("shop", seed.shop()).put("seed", seed.seed()).put("orders", seed.orders());
        line.put("products", seed.products()).put("customers", seed.customers());
        line.put("started_at", seed.startedAt().toString());
        return text(line);
    }

    private static Seed seed(JsonNode line) {
        return new Seed(
                line.get("shop").asString(),
                line.get("seed").asLong(),
                line.get("orders").asInt(),
                line.get("products").asInt(),
                line.get("customers").asInt(),
                Instant.parse(line.get("started_at").asString()));
    }

    private static byte[] line(Entry entry) {
        ObjectNode line = PackedJson.JSON.createObjectNode();
        line.put("last_id", entry.lastId).put("following_number", entry.followingNumber);
        Entity entity = entry.entity;
        if (entity != null) {
            line.put("triggered_at", entity.triggeredAt().toString());
            line.put("kind", entity.kind().word());
            line.put(entry.removed ? "removed" : "id", entity.id());
            line.put("updated_at", entity.updated().toString());
            line.put("body", entity.body().base64());
            PackedJson more = entity.more();
            if (more != null) {
                line.put("more", more.base64());
            }
        }
        return text(line);
    }

    private static Entry entry(JsonNode line) {
        long lastId = line.get("last_id").asLong();
        int following = line.get("following_number").asInt();
        if (line.get("triggered_at") == null) {
            return new Entry(null, false, lastId, following);
        }
        if (line.get("kind") == null) {
            throw new IllegalStateException("The journal is of an earlier version. Move it away, or delete it.");
        }
        boolean removed = line.get("removed") != null;
        JsonNode more = line.get("more");
        boolean lacksMore = List.of(Kind.ORDER.word(), Kind.LEVEL.word())
                        .contains(line.get("kind").asString())
                && more == null;
        if (!removed && lacksMore) { // orders had no payments, and levels one quantity
            throw new IllegalStateException("The journal is of an earlier version. Move it away, or delete it.");
        }
        Entity entity = new Entity(
                Kind.of(line.get("kind").asString()),
                line.get(removed ? "removed" : "id").asLong(),
                Instant.parse(line.get("updated_at").asString()),
                Instant.parse(line.get("triggered_at").asString()),
                true,
                PackedJson.ofBase64(line.get("body").asString()),
                more == null ? null : PackedJson.ofBase64(more.asString()));
        return new Entry(entity, removed, lastId, following);
    }

    private static byte[] text(ObjectNode line) {
        return (PackedJson.JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * One change.
     *
     * @param entity absent where only the ids went on
     * @param lastId the last one handed out: a deleted thing's is never used again
     */
    record Entry(@Nullable Entity entity, boolean removed, long lastId, int followingNumber) {}
}
