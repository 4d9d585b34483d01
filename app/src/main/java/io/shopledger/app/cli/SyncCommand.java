package io.shopledger.app.cli;

import io.shopledger.app.CannotRun;
import io.shopledger.app.ServiceSettings;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code sync}: has a running service sync a store, and shows how far it is. */
@Command(
        name = "sync",
        description =
                "Have a running service sync a store, and wait for the end. Ctrl-C ends the waiting, not the sync.",
        exitCodeList = {
            "0:completed",
            "1:failed, cancelled or refused; the reason is said",
            "2:the command line is wrong"
        })
final class SyncCommand implements Callable<Integer> {
    private static final long PAUSE_MILLIS = 500;

    @ParentCommand
    private @Nullable ShopledgerCommand top;

    @Parameters(paramLabel = "TYPE", description = "products, orders, customers, inventory or full.")
    private String type = "";

    @Option(names = "--store-id", required = true, paramLabel = "N", description = "The store's number, from 1.")
    private long store;

    @Option(names = "--full", description = "Read everything, not only what changed since the last one.")
    private boolean full;

    @Option(names = "--since", paramLabel = "TIME", description = "Read what changed at or after this.")
    private @Nullable String since;

    @Option(names = "--retry-failed", description = "Read again only what failed before.")
    private boolean retryFailed;

    @Option(names = "--url", paramLabel = "URL", description = "Where the service is (this machine, at --server.port).")
    private @Nullable URI url;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ServiceSettings settings = Objects.requireNonNull(top).settings(spec);
        ServiceCalls calls = ServiceCalls.of(url, settings);
        ServiceCalls.Answer begun = calls.post("/api/v1/sync/" + path(type), wish());
        if (!begun.isGood()) {
            throw new CannotRun(begun.told());
        }
        String id = begun.body().path("sync_id").asString("");
        ProgressLine line = new ProgressLine(spec.commandLine().getOut(), Terminal.isThere());
        while (true) {
            ServiceCalls.Answer answer = calls.get("/api/v1/sync/" + id);
            if (answer.isGood()) {
                show(answer.body(), line);
                String status = answer.body().path("status").asString("");
                if (!status.equals("running")) {
                    return ended(id, status, answer.body(), line);
                }
            } else if (answer.status() != 404) { // it is shown a moment after it began
                throw new CannotRun(answer.told());
            }
            pause();
        }
    }

    private static void show(JsonNode sync, ProgressLine line) {
        for (JsonNode step : sync.path("steps")) {
            if (step.path("status").asString("").equals("running")) {
                line.show(
                        step.path("step").asString("").toLowerCase(Locale.ROOT),
                        step.path("items").asLong(0),
                        step.path("expected").isNumber() ? step.path("expected").asLong() : 0,
                        step.path("items_per_second"),
                        step.path("seconds_left"));
            }
        }
    }

    private int ended(String id, String status, JsonNode sync, ProgressLine line) {
        line.end();
        String message = sync.path("error_message").asString("");
        spec.commandLine()
                .getOut()
                .printf(
                        "Sync %s of store %d, %s: %s, %d read, %d failed.%s%n",
                        id,
                        store,
                        type,
                        status,
                        sync.path("records_processed").asLong(0),
                        sync.path("records_failed").asLong(0),
                        message.isBlank() ? "" : " " + message);
        return status.equals("completed") ? 0 : 1;
    }

    private ObjectNode wish() {
        ObjectNode wish = JsonMapper.shared()
                .createObjectNode()
                .put("store_id", store)
                .put("full_sync", full)
                .put("retry_failed", retryFailed);
        return since == null ? wish : wish.put("since_date", since);
    }

    /** What is no word goes as it is to nobody: the service names the types that there are. */
    private static String path(String type) {
        return type.matches("[A-Za-z_-]+") ? type : "unknown";
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotRun("Interrupted while waiting for the sync, which goes on.", interrupted);
        }
    }
}
