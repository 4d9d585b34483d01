package io.shopledger.command.write;

import io.shopledger.command.gateway.KnownStreams;
import io.shopledger.write.ProductWriteCommand.ConfirmProductWrite;
import io.shopledger.write.ProductWriteCommand.ConfirmStockSet;
import io.shopledger.write.ProductWriteCommand.RejectProductWrite;
import io.shopledger.write.ProductWriteCommand.RequestProductDeletion;
import io.shopledger.write.ProductWriteCommand.RequestProductUpdate;
import io.shopledger.write.ProductWriteCommand.RequestProductWrite;
import io.shopledger.write.ProductWriteCommand.RequestStockSet;
import io.shopledger.write.ProductWriteEvent;
import io.shopledger.write.ProductWriteEvent.ProductDeletionRequested;
import io.shopledger.write.ProductWriteEvent.ProductUpdateRequested;
import io.shopledger.write.ProductWriteEvent.ProductWriteRequested;
import io.shopledger.write.ProductWriteEvent.StockSetRequested;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Takes a write's commands to its aggregate; a request that was made already is not made again. */
@Component
class ProductWriteDecisions {
    private final Repository<ProductWrite> writes;
    private final KnownStreams known;
    private final Clock clock;

    ProductWriteDecisions(Repository<ProductWrite> writes, KnownStreams known, Clock clock) {
        this.writes = writes;
        this.known = known;
        this.clock = clock;
    }

    @CommandHandler
    void handle(RequestProductWrite asked) throws Exception {
        begin(new ProductWriteRequested(asked.writeId(), asked.store(), asked.product(), clock.instant()));
    }

    @CommandHandler
    void handle(RequestProductUpdate asked) throws Exception {
        begin(new ProductUpdateRequested(
                asked.writeId(), asked.store(), asked.product(), asked.edit(), clock.instant()));
    }

    @CommandHandler
    void handle(RequestProductDeletion asked) throws Exception {
        begin(new ProductDeletionRequested(asked.writeId(), asked.store(), asked.product(), clock.instant()));
    }

    @CommandHandler
    void handle(RequestStockSet asked) throws Exception {
        begin(new StockSetRequested(asked.writeId(), asked.store(), asked.setting(), clock.instant()));
    }

    private void begin(ProductWriteEvent intent) throws Exception {
        if (!known.contains(intent.writeId().toString())) {
            writes.newInstance(() -> ProductWrite.begun(intent));
        }
    }

    @CommandHandler
    void handle(ConfirmProductWrite told) {
        writes.load(told.writeId().toString()).execute(write -> write.confirm(told, clock.instant()));
    }

    @CommandHandler
    void handle(ConfirmStockSet told) {
        writes.load(told.writeId().toString()).execute(write -> write.confirm(told, clock.instant()));
    }

    @CommandHandler
    void handle(RejectProductWrite told) {
        writes.load(told.writeId().toString()).execute(write -> write.reject(told, clock.instant()));
    }
}
