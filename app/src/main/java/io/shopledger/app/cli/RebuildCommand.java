package io.shopledger.app.cli;

import io.shopledger.app.CannotRun;
import io.shopledger.app.ServiceSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code rebuild}: has a running service make read models anew, and shows how far it is. */
@Command(
        name = "rebuild",
        description =
                "Have a running service make read models anew from the events, without downtime, and wait for the end."
                        + " Ctrl-C ends the waiting, not the rebuild.",
        exitCodeList = {"0:done", "1:failed, cancelled or refused; the reason is said", "2:the command line is wrong"})
final class RebuildCommand implements Callable<Integer> {
    private static final long PAUSE_MILLIS = 500;
    private static final String CALLS = "/api/v1/projections";

    @ParentCommand
    private @Nullable ShopledgerCommand top;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Projections, one after the other: orders, products, customers, inventory, syncs, writes.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--all", description = "All projections, in one pass over the events.")
    private boolean all;

    @Option(
            names = "--accept-differences",
            description = "Swap also where the new tables tell something else than the served ones.")
    private boolean acceptDifferences;

    @Option(names = "--url", paramLabel = "URL", description = "Where the service is (this machine, at --server.port).")
    private @Nullable URI url;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (all != names.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Name the projections to rebuild, or give --all, and not both.");
        }
        ServiceSettings settings = Objects.requireNonNull(top).settings(spec);
        ServiceCalls calls = ServiceCalls.of(url, settings);
        if (all) {
            return rebuild(calls, "/rebuild");
        }
        int worst = 0;
        for (String name : names) {
            worst = Math.max(worst, rebuild(calls, "/" + path(name) + "/rebuild"));
        }
        return worst;
    }

    private int rebuild(ServiceCalls calls, String which) {
        ServiceCalls.Answer begun = calls.post(
                CALLS + which, JsonMapper.shared().createObjectNode().put("accept_differences", acceptDifferences));
        if (!begun.isGood()) {
            throw new CannotRun(begun.told());
        }
        long id = begun.body().path("rebuild_id").asLong(0);
        ProgressLine line = new ProgressLine(spec.commandLine().getOut(), Terminal.isThere());
        while (true) {
            ServiceCalls.Answer answer = calls.get(CALLS + "/rebuilds/" + id);
            if (!answer.isGood()) {
                throw new CannotRun(answer.told());
            }
            JsonNode rebuild = answer.body();
            if (!rebuild.path("ended_at").isNull()) {
                return ended(id, rebuild, line);
            }
            show(rebuild, line);
            pause();
        }
    }

    private static void show(JsonNode rebuild, ProgressLine line) {
        line.show(
                rebuild.path("state").asString(""),
                rebuild.path("events_done").asLong(0),
                rebuild.path("events_total").asLong(0),
                rebuild.path("events_per_second"),
                rebuild.path("seconds_left"));
    }

    private int ended(long id, JsonNode rebuild, ProgressLine line) {
        line.end();
        List<String> names = new ArrayList<>();
        rebuild.path("projections").forEach(name -> names.add(name.asString("")));
        String state = rebuild.path("state").asString("");
        String reason = rebuild.path("reason").asString("");
        spec.commandLine()
                .getOut()
                .printf(
                        "Rebuild %d of %s: %s, %d events.%s%n",
                        id,
                        String.join(", ", names),
                        state,
                        rebuild.path("events_done").asLong(0),
                        reason.isBlank() ? "" : " " + reason);
        rebuild.path("compared").forEach(table -> spec.commandLine().getOut().println("  " + table.asString("")));
        return state.equals("done") ? 0 : 1;
    }

    /** What is no word goes as it is to nobody: the service names the projections that there are. */
    private static String path(String name) {
        return name.matches("[A-Za-z_-]+") ? name : "unknown";
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotRun("Interrupted while waiting for the rebuild, which goes on.", interrupted);
        }
    }
}
