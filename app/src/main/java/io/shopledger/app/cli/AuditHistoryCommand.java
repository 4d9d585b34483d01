package io.shopledger.app.cli;

import io.shopledger.app.CannotRun;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code audit history}: an entity's events, a line each and one for each change. */
@Command(
        name = "history",
        description = "Tell what happened to an entity, the oldest first.",
        exitCodeList = {"0:told", "1:refused, or not there; the reason is said", "2:the command line is wrong"})
final class AuditHistoryCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable AuditCommand audit;

    @Mixin
    private AuditedEntity entity = new AuditedEntity();

    @Option(names = "--type", paramLabel = "EVENT", description = "Only events of this type, such as OrderPaid.")
    private @Nullable String type;

    @Option(names = "--from", paramLabel = "TIME", description = "Only what was known then or later.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only what was known then or before.")
    private @Nullable String to;

    @Option(names = "--via", paramLabel = "WAY", description = "Only what came by webhook, sync or own_write.")
    private @Nullable String via;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ServiceCalls calls = Objects.requireNonNull(audit).calls(spec);
        String cursor = null;
        do {
            ServiceCalls.Answer answer = calls.get(
                    entity.address("history", "type", type, "from", from, "to", to, "via", via, "cursor", cursor));
            if (!answer.isGood()) {
                throw new CannotRun(answer.told());
            }
            answer.body()
                    .path("events")
                    .forEach(event -> show(event, spec.commandLine().getOut()));
            JsonNode next = answer.body().path("next_cursor");
            cursor = next.isString() ? next.asString() : null;
        } while (cursor != null);
        return 0;
    }

    private static void show(JsonNode event, PrintWriter out) {
        JsonNode origin = event.path("origin");
        out.printf(
                "%s  %s%s%n",
                event.path("known_at").asString(""),
                event.path("type").asString(""),
                origin.isObject()
                        ? "  (%s %s, as of %s)"
                                .formatted(
                                        origin.path("via").asString(""),
                                        origin.path("id").asString(""),
                                        event.path("at").asString(""))
                        : "");
        event.path("changes")
                .forEach(change -> out.printf(
                        "    %s: %s -> %s%n",
                        change.path("field").asString(""), said(change.path("from")), said(change.path("to"))));
        event.path("learned")
                .forEach(learned ->
                        out.printf("    %s is %s%n", learned.path("field").asString(""), said(learned.path("value"))));
        out.flush();
    }

    private static String said(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }
}
