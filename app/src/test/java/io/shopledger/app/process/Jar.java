package io.shopledger.app.process;

import static org.awaitility.Awaitility.await;

import io.shopledger.app.postgres.UnpackedOnce;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One of our runnable jars as a process of its own; its output goes to a file that a failing test shows. */
public final class Jar implements AutoCloseable {
    /** These processes live a minute or two: what is compiled for longer ones would only take the time of two cores. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final String DATA = "--data-dir=";

    static final Path JAR = Path.of("target", "shopledger.jar");

    private final Process process;
    private final Path output;

    private Jar(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** {@code app/target/shopledger.jar} as a new user starts it. */
    public static Jar whole(Path output, String... arguments) {
        return start(JAR, output, Map.of(), arguments);
    }

    /** The service, from {@code app/target/shopledger.jar} laid out as in its image, which starts in two thirds of the time, with Postgres's programs as unpacked before. */
    public static Jar shopledger(Path output, String... arguments) {
        return shopledger(output, Map.of(), arguments);
    }

    /** The service with these environment variables besides our own. */
    public static Jar shopledger(Path output, Map<String, String> environment, String... arguments) {
        return start(LaidOut.get(), output, environment, arguments);
    }

    /** The simulator, {@code shopify-simulator/target/shopify-simulator.jar}. */
    public static Jar simulator(Path output, String... arguments) {
        return start(
                Path.of("..", "shopify-simulator", "target", "shopify-simulator.jar"), output, Map.of(), arguments);
    }

    static Path existing(Path jar) {
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    jar.toAbsolutePath().normalize() + " is missing: run mvn verify from the top");
        }
        return jar;
    }

    private static Jar start(Path jar, Path output, Map<String, String> environment, String... arguments) {
        return start(List.of(), jar, output, environment, arguments);
    }

    private static Jar start(LaidOut laidOut, Path output, Map<String, String> environment, String... arguments) {
        for (String argument : arguments) {
            if (argument.startsWith(DATA)) {
                UnpackedOnce.forThe(Path.of(argument.substring(DATA.length())));
            }
        }
        return start(laidOut.options(), laidOut.jar(), output, environment, arguments);
    }

    /** @param options of the JVM, besides those of every process */
    static Jar start(
            List<String> options, Path jar, Path output, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of("-Xmx768m"));
        command.addAll(SHORT_LIVED);
        command.addAll(options);
        command.add("-jar");
        command.add(existing(jar).toString());
        command.addAll(List.of(arguments));
        return run(command, output, environment);
    }

    static Jar run(List<String> arguments, Path output, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        try {
            Files.createDirectories(output.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            return new Jar(process, output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A port that nobody listens on now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The port of an address such as {@code http://127.0.0.1:8010}. */
    public static String port(String address) {
        return address.substring(address.lastIndexOf(':') + 1);
    }

    /** Waits until {@code address} answers 200; fails with the process's output when the process ends before. */
    public Jar ready(Http http, String address) {
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("The process ended with " + process.exitValue() + ":\n" + output());
                    }
                    return http.status(address) == 200;
                });
        return this;
    }

    /** {@code kill -9}: no shutdown hook runs, its Postgres is left behind. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Waits for the process to end on its own. @return its exit code */
    public int awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("Still running after 60 s:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public long pid() {
        return process.pid();
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            return "(no output: " + failure.getMessage() + ")";
        }
    }

    /** Asks it to stop, as Ctrl-C does, and kills it where it does not. */
    @Override
    public void close() {
        close(Duration.ofSeconds(30));
    }

    void close(Duration patience) {
        process.destroy();
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
