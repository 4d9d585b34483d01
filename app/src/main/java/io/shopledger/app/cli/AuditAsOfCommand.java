package io.shopledger.app.cli;

import io.shopledger.app.CannotRun;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code audit as-of}: an entity as it was at a moment, as JSON. */
@Command(
        name = "as-of",
        description = "Tell how an entity was at a moment, as JSON. Personal fields are left out.",
        exitCodeList = {"0:told", "1:refused, or not there; the reason is said", "2:the command line is wrong"})
final class AuditAsOfCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable AuditCommand audit;

    @Mixin
    private AuditedEntity entity = new AuditedEntity();

    @Option(names = "--at", required = true, paramLabel = "TIME", description = "The moment, by Shopify's time.")
    private String at = "";

    @Option(names = "--known-at", paramLabel = "TIME", description = "As far as was known then (now).")
    private @Nullable String knownAt;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ServiceCalls.Answer answer =
                Objects.requireNonNull(audit).calls(spec).get(entity.address("as-of", "at", at, "known_at", knownAt));
        if (!answer.isGood()) {
            throw new CannotRun(answer.told());
        }
        spec.commandLine()
                .getOut()
                .println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(answer.body()));
        return 0;
    }
}
