package io.shopledger.app.cli;

import io.shopledger.app.ServiceSettings;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code health}: whether a running service can do its work. */
@Command(
        name = "health",
        description = "Ask a running service how it is. Degraded, as while Shopify or Redis is away, counts as well.",
        exitCodeList = {"0:it serves", "1:it does not, or nobody answers", "2:the command line is wrong"})
final class HealthCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable ShopledgerCommand top;

    @Option(names = "--url", paramLabel = "URL", description = "Where it is (this machine, at --server.port).")
    private @Nullable URI url;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ServiceSettings settings = Objects.requireNonNull(top).settings(spec);
        ServiceCalls.Answer answer = ServiceCalls.of(url, settings).get("/health");
        PrintWriter out = spec.commandLine().getOut();
        out.println(answer.body().path("status").asString("no health known (" + answer.status() + ")"));
        for (var part : answer.body().path("components").properties()) {
            JsonNode reason = part.getValue().path("details").path("reason");
            out.printf(
                    "  %-20s %s%s%n",
                    part.getKey(),
                    part.getValue().path("status").asString(""),
                    reason.isString() ? "  " + reason.asString() : "");
        }
        return answer.isGood() ? 0 : 1;
    }
}
