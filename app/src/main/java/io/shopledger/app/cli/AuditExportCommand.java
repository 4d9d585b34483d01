package io.shopledger.app.cli;

import io.shopledger.app.CannotRun;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code audit export}: a store's history as lines of JSON. */
@Command(
        name = "export",
        description = "Write a store's history, a line of JSON an event. Personal fields stay sealed.",
        exitCodeList = {"0:written", "1:refused, or broken off; the reason is said", "2:the command line is wrong"})
final class AuditExportCommand implements Callable<Integer> {
    private static final int STRIDE = 1_000;

    @ParentCommand
    private @Nullable AuditCommand audit;

    @Option(names = "--store-id", required = true, paramLabel = "N", description = "The store's number, from 1.")
    private long store;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Only products, orders, customers, inventory or stock.")
    private @Nullable String kind;

    @Option(names = "--from", paramLabel = "TIME", description = "Only what was known then or later.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only what was known then or before.")
    private @Nullable String to;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where to write it (standard output). It is there when it is whole.")
    private @Nullable Path output;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private long count;

    @Override
    public Integer call() {
        ServiceCalls calls = Objects.requireNonNull(audit).calls(spec);
        if (output == null) {
            export(calls, spec.commandLine().getOut()::println);
            spec.commandLine().getOut().flush();
            return 0;
        }
        CountLine line = new CountLine(spec.commandLine().getOut(), Terminal.isThere());
        toFile(output.toAbsolutePath(), calls, line);
        line.end();
        spec.commandLine().getOut().printf("%d events are in %s.%n", count, output);
        return 0;
    }

    private void toFile(Path file, ServiceCalls calls, CountLine line) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (BufferedWriter writer = Files.newBufferedWriter(part)) {
                export(calls, text -> {
                    try {
                        writer.write(text);
                        writer.write('\n');
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                    if (count % STRIDE == 0) {
                        line.show(count + " events", count, 0);
                    }
                });
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UncheckedIOException failure) {
            throw new CannotRun(
                    "%s cannot be written: %s. Name another file with --output.".formatted(file, failure.getMessage()),
                    failure);
        }
    }

    private void export(ServiceCalls calls, Consumer<String> out) {
        StringBuilder address = new StringBuilder("/api/v1/audit/export?store_id=").append(store);
        add(address, "kind", kind);
        add(address, "from", from);
        add(address, "to", to);
        calls.lines(address.toString(), null, text -> {
            count++;
            out.accept(text);
        });
    }

    private static void add(StringBuilder address, String name, @Nullable String value) {
        if (value != null) {
            address.append('&').append(name).append('=').append(AuditedEntity.encoded(value));
        }
    }
}
