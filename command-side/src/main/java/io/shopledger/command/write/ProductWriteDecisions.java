package io.shopledger.command.write;

import io.shopledger.write.ProductWriteCommand.ConfirmProductWrite;
import io.shopledger.write.ProductWriteCommand.RejectProductWrite;
import io.shopledger.write.ProductWriteCommand.RequestProductWrite;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Takes a product write's commands to its aggregate; a request that was made already is not made again. */
@Component
class ProductWriteDecisions {
    private final Repository<ProductWrite> writes;
    private final Clock clock;

    ProductWriteDecisions(Repository<ProductWrite> writes, Clock clock) {
        this.writes = writes;
        this.clock = clock;
    }

    @CommandHandler
    void handle(RequestProductWrite asked) throws Exception {
        try {
            writes.load(asked.writeId().toString());
        } catch (AggregateNotFoundException first) {
            writes.newInstance(() -> ProductWrite.requested(asked, clock.instant()));
        }
    }

    @CommandHandler
    void handle(ConfirmProductWrite told) {
        writes.load(told.writeId().toString()).execute(write -> write.confirm(told, clock.instant()));
    }

    @CommandHandler
    void handle(RejectProductWrite told) {
        writes.load(told.writeId().toString()).execute(write -> write.reject(told, clock.instant()));
    }
}
