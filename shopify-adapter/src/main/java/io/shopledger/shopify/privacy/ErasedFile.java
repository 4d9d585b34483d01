package io.shopledger.shopify.privacy;

import io.shopledger.StoreId;
import io.shopledger.shopify.privacy.Erasures.Erasure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What was erased, in a file of the data directory as well: who restores an older dump of the database has lost the events
 * that say so. A line is a stream's key, the domain of its store, so that another database's store of the same number is
 * not meant, and when it was written: a store that was connected later is not meant either. Nothing personal is in it.
 */
@Component
class ErasedFile {
    private final Path file;
    private final Clock clock;

    /** When each was written, by its key and its store's domain. */
    private final Map<String, Instant> written = new LinkedHashMap<>();

    ErasedFile(@Value("${shopledger.data-dir:./data}") Path dataDirectory, Clock clock) {
        this.file = dataDirectory.resolve("erased");
        this.clock = clock;
    }

    /** One line. @param at when it was written */
    record Line(Erasure erased, Instant at) {}

    /** Returns when it is on disk. @param domain of a store; null where there is no such store */
    synchronized void add(Collection<Erasure> erased, Function<StoreId, String> domain) {
        StringBuilder lines = new StringBuilder();
        Map<String, Instant> fresh = new LinkedHashMap<>();
        Map<StoreId, String> domains = new HashMap<>();
        read(); // of another process that shares the directory too
        for (Erasure one : erased) {
            String whose = one.name() + " " + domains.computeIfAbsent(one.store(), domain);
            if (!written.containsKey(whose) && !fresh.containsKey(whose)) {
                Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                fresh.put(whose, now);
                lines.append(whose).append(' ').append(now).append('\n');
            }
        }
        if (!lines.isEmpty()) {
            append(lines.toString());
            written.putAll(fresh); // what could not be written is written when it is tried again
        }
    }

    /** @return those of today's stores */
    synchronized List<Line> all(Function<StoreId, String> domain) {
        read();
        return written.entrySet().stream()
                .map(line -> {
                    String[] parts = line.getKey().split(" ", 2);
                    Line told = new Line(Erasure.of(parts[0]), line.getValue());
                    return parts[1].equals(domain.apply(told.erased().store())) ? told : null;
                })
                .filter(Objects::nonNull)
                .toList();
    }

    private void read() {
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    if (line.matches("(customer|order|store)/\\d+/\\d+ \\S+ [0-9T:.-]+Z")) {
                        int time = line.lastIndexOf(' ');
                        written.put(line.substring(0, time), Instant.parse(line.substring(time + 1)));
                    }
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void append(String lines) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel out = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                ByteBuffer bytes = ByteBuffer.wrap(((brokeOff() ? "\n" : "") + lines).getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @return whether the last line has no end: it is none, and what comes next must not become a part of it */
    private boolean brokeOff() throws IOException {
        try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "r")) {
            if (whole.length() == 0) {
                return false;
            }
            whole.seek(whole.length() - 1);
            return whole.read() != '\n';
        }
    }
}
