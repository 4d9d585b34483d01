package io.shopledger.app.path;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks for a text in every value of every column, as it is, decompressed, and opened with every key there is; and in files. */
final class Search {
    private static final String COLUMNS = """
            select quote_ident(c.table_schema) || '.' || quote_ident(c.table_name), quote_ident(c.column_name), c.data_type
              from information_schema.columns c
              join information_schema.tables t using (table_schema, table_name)
             where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
               and c.data_type in ('text', 'character varying', 'bytea', 'json', 'jsonb', 'ARRAY')
            """;

    /** As events, rows and snapshots hold it, be it within a text within JSON. */
    private static final Pattern SEALED = Pattern.compile(
            "key\\W+(\\d+)\\W+nonce\\W+([A-Za-z0-9+/]+)\\W+" + "ciphertext[^A-Za-z0-9+/]+([A-Za-z0-9+/]+)");

    private final JdbcTemplate jdbc;
    private final OpenLedger open;
    private final byte[] text;

    /** How many sealed parts and kept bodies were opened: a search that opens nothing finds nothing. */
    private int opened;

    Search(JdbcTemplate jdbc, OpenLedger open, String text) {
        this.jdbc = jdbc;
        this.open = open;
        this.text = text.getBytes(StandardCharsets.UTF_8);
    }

    int openedAtAll() {
        columns();
        return opened;
    }

    /** @return the columns in which it is, and how: {@code as it is}, or {@code opened} */
    TreeSet<String> columns() {
        TreeSet<String> found = new TreeSet<>();
        jdbc.query(COLUMNS, (row, n) -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                .forEach(column -> {
                    String value = column.get(2).equals("bytea")
                            ? column.get(1)
                            : "convert_to(%s::text, 'UTF8')".formatted(column.get(1));
                    jdbc.query(
                            "select %s from %s where %s is not null".formatted(value, column.get(0), column.get(1)),
                            row -> {
                                byte[] bytes = row.getBytes(1);
                                if (isIn(bytes)) {
                                    found.add(column.get(0) + "." + column.get(1) + " as it is");
                                } else if (isOpenedIn(bytes)) {
                                    found.add(column.get(0) + "." + column.get(1) + " opened");
                                }
                            });
                });
        return found;
    }

    /** @return the files below the folder in which it is, as it is */
    List<Path> files(Path folder) {
        return files(folder, text);
    }

    /** @return the files below the folder in which these bytes are */
    static List<Path> files(Path folder, byte[] text) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(bytes(file), text))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException gone) {
            return new byte[0]; // Postgres removes files of its own
        }
    }

    private boolean isIn(byte[] value) {
        return contains(value) || decompressed(value).stream().anyMatch(this::contains);
    }

    private boolean isOpenedIn(byte[] value) {
        List<byte[]> contents = new ArrayList<>();
        open.body(value).ifPresent(contents::add);
        Matcher sealed = SEALED.matcher(new String(value, StandardCharsets.ISO_8859_1));
        while (sealed.find()) {
            open.personal(sealed.group(1), sealed.group(2), sealed.group(3)).ifPresent(contents::add);
        }
        opened += contents.size();
        return contents.stream().anyMatch(this::isIn);
    }

    private static List<byte[]> decompressed(byte[] value) {
        List<byte[]> all = new ArrayList<>();
        all.add(read(() -> new GZIPInputStream(new ByteArrayInputStream(value))));
        all.add(read(() -> new InflaterInputStream(new ByteArrayInputStream(value))));
        all.add(read(() -> new InflaterInputStream(new ByteArrayInputStream(value), new Inflater(true))));
        return all;
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    private static byte[] read(Opening compressed) {
        try (InputStream in = compressed.open()) {
            return in.readAllBytes();
        } catch (IOException otherForm) {
            return new byte[0];
        }
    }

    private boolean contains(byte[] value) {
        return contains(value, text);
    }

    private static boolean contains(byte[] value, byte[] text) {
        outer:
        for (int i = 0; i + text.length <= value.length; i++) {
            for (int j = 0; j < text.length; j++) {
                if (value[i + j] != text[j]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }
}
