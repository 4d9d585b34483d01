package io.shopledger.command.write;

import io.shopledger.command.gateway.KnownStreams;
import io.shopledger.write.ProductWriteCommand.ConfirmProductWrite;
import io.shopledger.write.ProductWriteCommand.RejectProductWrite;
import io.shopledger.write.ProductWriteCommand.RequestProductWrite;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Takes a product write's commands to its aggregate; a request that was made already is not made again. */
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
        if (!known.contains(asked.writeId().toString())) {
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
