package io.shopledger.app.cli;

import io.shopledger.app.ServiceSettings;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code audit}: asks a running service what happened, and has it prove that history is as it was written. */
@Command(
        name = "audit",
        description = "Ask a running service what happened, and have it prove its history.",
        subcommands = {
            AuditVerifyCommand.class,
            AuditHistoryCommand.class,
            AuditAsOfCommand.class,
            AuditExportCommand.class
        },
        exitCodeList = {
            "0:done; verify: the history holds",
            "1:refused, or not there; the reason is said. verify: the history does not hold",
            "2:the command line is wrong"
        })
final class AuditCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable ShopledgerCommand top;

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Where the service is (this machine, at --server.port).")
    private @Nullable URI url;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: audit verify, audit history, audit as-of or audit export.");
    }

    ServiceCalls calls(CommandSpec asking) {
        ServiceSettings settings = Objects.requireNonNull(top).settings(asking);
        return ServiceCalls.of(url, settings);
    }
}
