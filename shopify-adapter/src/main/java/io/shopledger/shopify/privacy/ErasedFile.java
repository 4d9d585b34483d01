package io.shopledger.shopify.privacy;

import io.shopledger.StoreId;
import io.shopledger.shopify.privacy.Erasures.Erasure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What was erased, in a file of the data directory as well: who restores an older dump of the database has lost the events
 * that say so. A line is a stream's key and the domain of its store, so that another database's store of the same number is
 * not meant. Nothing personal is in it.
 */
@Component
class ErasedFile {
    private final Path file;
    private final Set<String> written = new HashSet<>();

    ErasedFile(@Value("${shopledger.data-dir:./data}") Path dataDirectory) {
        this.file = dataDirectory.resolve("erased");
    }

    /** Returns when it is on disk. @param domain of a store; null where there is no such store */
    synchronized void add(Collection<Erasure> erased, Function<StoreId, String> domain) {
        StringBuilder lines = new StringBuilder();
        Map<StoreId, String> domains = new HashMap<>();
        read(); // of another process that shares the directory too
        for (Erasure one : erased) {
            String line = one.name() + " " + domains.computeIfAbsent(one.store(), domain);
            if (written.add(line)) {
                lines.append(line).append('\n');
            }
        }
        if (!lines.isEmpty()) {
            append(lines.toString());
        }
    }

    /** @return those of today's stores */
    synchronized List<Erasure> all(Function<StoreId, String> domain) {
        read();
        return written.stream()
                .map(line -> line.split(" ", 2))
                .filter(parts -> parts.length == 2)
                .filter(parts ->
                        parts[1].equals(domain.apply(Erasure.of(parts[0]).store())))
                .map(parts -> Erasure.of(parts[0]))
                .toList();
    }

    private void read() {
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.matches("(customer|order|store)/\\d+/\\d+ \\S+"))
                        .forEach(written::add);
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
                out.write(ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8)));
                out.force(true);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
