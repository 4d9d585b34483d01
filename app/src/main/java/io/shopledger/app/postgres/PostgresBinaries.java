package io.shopledger.app.postgres;

import io.shopledger.app.CannotRun;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The Postgres programs that travel in our jar, unpacked beside the data they serve, so that two users never share them.
 *
 * @param home holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path home) {
    /** Unpacks them once per version, whole or not at all; other versions' are deleted. */
    static PostgresBinaries unpackedIn(Path folder) throws IOException {
        byte[] archive = archive();
        Path home = folder.resolve(shortHash(archive));
        if (!Files.exists(home)) {
            Files.createDirectories(folder);
            try (Stream<Path> others = Files.list(folder)) {
                for (Path other : others.toList()) {
                    FileSystemUtils.deleteRecursively(other);
                }
            }
            Path part = folder.resolve("unpacking");
            unpack(archive, part);
            Files.move(part, home);
        }
        return new PostgresBinaries(home);
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static byte[] archive() throws IOException {
        String name = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
        try (InputStream stream = PostgresBinaries.class.getResourceAsStream("/" + name)) {
            if (stream == null) {
                throw new CannotRun(
                        "This jar brings no Postgres for %s %s. Set DATABASE_URL to a Postgres 17 or newer of your own."
                                .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
            }
            return stream.readAllBytes();
        }
    }

    static String archiveName(String system, String architecture) {
        String os = system.toLowerCase(Locale.ROOT);
        String family = os.startsWith("mac") ? "darwin" : os.startsWith("windows") ? "windows" : os;
        String chip = switch (architecture) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> family.equals("windows") ? "x86_64" : "arm_64";
            default -> architecture;
        };
        return "postgres-%s-%s.txz".formatted(family, chip);
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new BufferedInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive))))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("The archive names a file outside of itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(parent(file));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(file, target.resolve(entry.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    file.toFile().setExecutable((entry.getMode() & 0100) != 0, false);
                }
            }
        }
    }

    private static Path parent(Path file) throws IOException {
        @Nullable Path parent = file.getParent();
        if (parent == null) {
            throw new IOException("No folder for " + file);
        }
        return parent;
    }

    private static String shortHash(byte[] archive) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive), 0, 8);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
