package io.shopledger.app.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The jar's parts side by side, and an archive of its classes as they are once it serves: a process starts in half the time
 * so. Made once for all JVMs that run tests.
 *
 * @param jar the laid-out jar
 * @param options by which a JVM finds the archive; none where its JDK made none
 */
record LaidOut(Path jar, List<String> options) {
    private static final class Made {
        static final LaidOut NOW = make();
    }

    static LaidOut get() {
        return Made.NOW;
    }

    private static LaidOut make() {
        Path all = Path.of("target", "laid-out");
        try {
            Path jar = Jar.existing(Jar.JAR);
            Files.createDirectories(all);
            try (FileChannel lock =
                    FileChannel.open(all.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                Path folder = all.resolve(
                        Files.size(jar) + "-" + Files.getLastModifiedTime(jar).toMillis());
                Path done = folder.resolve("done");
                Path archive = folder.resolve("classes.jsa");
                Path laidOut = folder.resolve(jar.getFileName());
                if (!Files.exists(done)) {
                    layOut(jar, folder);
                    archive(laidOut, archive, folder);
                    Files.createFile(done);
                }
                return new LaidOut(
                        laidOut, Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void layOut(Path jar, Path folder) {
        Jar tools = Jar.run(
                List.of(
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        folder.toString()),
                folder.resolve("extract.log"),
                Map.of());
        if (tools.awaitEnd() != 0) {
            throw new IllegalStateException("The jar cannot be laid out:\n" + tools.output());
        }
    }

    /** A JVM writes it when it ends by itself. */
    private static void archive(Path jar, Path archive, Path folder) {
        String service = "http://127.0.0.1:" + Jar.freePort();
        try (Jar once = Jar.start(
                List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"),
                jar,
                folder.resolve("archive.log"),
                Map.of("AXON_AXONSERVER_SERVERS", ""),
                "--server.port=" + Jar.port(service),
                "--data-dir=" + folder.resolve("data"))) {
            once.ready(new Http(), service + "/health");
            once.close(Duration.ofMinutes(3));
        }
    }
}
