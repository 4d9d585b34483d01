package io.shopledger.shopify.write;

import io.shopledger.Role;
import io.shopledger.StoreId;
import io.shopledger.shopify.graphql.GraphQlClient;
import io.shopledger.shopify.rounds.Rounds;
import io.shopledger.write.ProductWriteCommand.SendProductDeletion;
import io.shopledger.write.ProductWriteCommand.SendProductUpdate;
import io.shopledger.write.ProductWriteCommand.SendProductWrite;
import io.shopledger.write.ProductWriteCommand.SendStockSet;
import io.shopledger.write.WriteId;
import java.time.Duration;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Takes writes as durable jobs, and sends them one after the other. */
@Component
class WriteWorker implements SmartLifecycle {
    private static final Duration POLL = Duration.ofMillis(500);

    private final WriteJobs jobs;
    private final ProductWriter writer;
    private final boolean worker;
    private final boolean soleProcess;
    private final Rounds rounds;

    WriteWorker(
            WriteJobs jobs,
            ProductWriter writer,
            GraphQlClient shopify,
            @Value("${shopledger.sole-process:false}") boolean soleProcess,
            @Value("${shopledger.roles:}") String roles) {
        this.jobs = jobs;
        this.writer = writer;
        this.soleProcess = soleProcess;
        this.worker = Role.WORKER.isIn(roles);
        this.rounds = new Rounds("product-writes", POLL, shopify, this::sendNext, jobs::renewLeases);
    }

    @CommandHandler
    void handle(SendProductWrite command) {
        add(command.writeId(), command.store(), new Wish.Create(command.product()));
    }

    @CommandHandler
    void handle(SendProductUpdate command) {
        add(command.writeId(), command.store(), new Wish.Update(command.product(), command.edit()));
    }

    @CommandHandler
    void handle(SendProductDeletion command) {
        add(command.writeId(), command.store(), new Wish.Delete(command.product()));
    }

    @CommandHandler
    void handle(SendStockSet command) {
        add(command.writeId(), command.store(), new Wish.Stock(command.setting()));
    }

    private void add(WriteId write, StoreId store, Wish wish) {
        jobs.add(write, store, wish);
        rounds.wake();
    }

    @Override
    public void start() {
        if (soleProcess) {
            jobs.buryTheDead();
        }
        rounds.start(1);
    }

    private boolean sendNext() {
        Optional<WriteJob> job = jobs.claim();
        job.ifPresent(this::send);
        return job.isPresent();
    }

    private void send(WriteJob job) {
        try {
            writer.send(job);
        } catch (RuntimeException failure) {
            jobs.again(job, Duration.ofSeconds(5), true);
            throw failure;
        } finally {
            jobs.forget(job);
        }
    }

    /** Where the process has the role {@code worker}. */
    @Override
    public boolean isAutoStartup() {
        return worker;
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }
}
