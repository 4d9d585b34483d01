package io.shopledger.shopify.pull;

import static org.awaitility.Awaitility.await;

import io.shopledger.StoreId;
import io.shopledger.observation.Observation;
import io.shopledger.shopify.AdapterApplication;
import io.shopledger.shopify.AdapterApplication.Decider;
import io.shopledger.sync.PullCommand.PullStep;
import io.shopledger.sync.Step;
import io.shopledger.sync.SyncCommand;
import io.shopledger.sync.SyncCommand.CompleteStep;
import io.shopledger.sync.SyncCommand.FailStep;
import io.shopledger.sync.SyncCommand.ImportPage;
import io.shopledger.sync.SyncId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One step asked for, and what came of it. */
record Pulling(SyncId sync, StoreId store, Step step, Decider decider) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static PullStep everything(StoreId store, Step step, int batchSize) {
        return new PullStep(SyncId.random(), store, step, true, null, batchSize, false);
    }

    static PullStep changes(StoreId store, Step step, @Nullable Instant since) {
        return new PullStep(SyncId.random(), store, step, false, since, null, false);
    }

    static PullStep failed(StoreId store, Step step) {
        return new PullStep(SyncId.random(), store, step, false, null, null, true);
    }

    <T extends SyncCommand> List<T> told(Class<T> type) {
        return AdapterApplication.SENT.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(command -> command.syncId().equals(sync))
                .toList();
    }

    /** @return each page told, once */
    List<ImportPage> pages() {
        return told(ImportPage.class).stream().distinct().toList();
    }

    CompleteStep completed() {
        await().atMost(PATIENCE)
                .until(() -> !told(CompleteStep.class).isEmpty()
                        || !told(FailStep.class).isEmpty());
        return Stream.concat(told(CompleteStep.class).stream(), told(FailStep.class).stream())
                .map(CompleteStep.class::cast)
                .findFirst()
                .orElseThrow();
    }

    FailStep failed() {
        await().atMost(PATIENCE).until(() -> !told(FailStep.class).isEmpty());
        return told(FailStep.class).get(0);
    }

    /** @return what this sync told of entities that these keys begin with, such as {@code order/}, in order */
    List<Observation> decided(String word) {
        return decider.decided.stream()
                .filter(one -> one.origin().id().equals(sync.value().toString()))
                .filter(one -> one.stream().startsWith(word))
                .toList();
    }

    /** @return Shopify's numbers of those, in order */
    List<Long> numbers(String word) {
        return decided(word).stream()
                .map(one -> Long.valueOf(one.stream().split("/")[2]))
                .sorted()
                .toList();
    }
}
