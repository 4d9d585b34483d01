package io.shopledger.benchmark;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks for addresses, one after the other and again from the first on. Prints one line of JSON. To loopback only. */
@Command(name = "read-load", mixinStandardHelpOptions = true, description = "Reads from a running service.")
final class ReadLoad implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "8010")
    private int port;

    @Option(names = "--paths", description = "file with a path a line", required = true)
    private Path paths = Path.of("");

    @Option(names = "--connections", defaultValue = "8")
    private int connections;

    @Option(names = "--seconds", description = "at most", defaultValue = "10")
    private int seconds;

    @Option(names = "--requests", description = "at most", defaultValue = "1000000")
    private int requests;

    @Override
    public Integer call() throws Exception {
        List<byte[]> all = Files.readAllLines(paths).stream()
                .map(path -> "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: application/json\r\n\r\n"
                        .formatted(path, port)
                        .getBytes(StandardCharsets.US_ASCII))
                .toList();
        System.out.println(
                new HttpLoad(port, number -> all.get(number % all.size()), requests, seconds).run(connections));
        return 0;
    }
}
