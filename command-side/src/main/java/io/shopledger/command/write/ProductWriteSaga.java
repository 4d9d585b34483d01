package io.shopledger.command.write;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.shopledger.write.ProductWriteCommand.SendProductDeletion;
import io.shopledger.write.ProductWriteCommand.SendProductUpdate;
import io.shopledger.write.ProductWriteCommand.SendProductWrite;
import io.shopledger.write.ProductWriteCommand.SendStockSet;
import io.shopledger.write.ProductWriteEvent;
import io.shopledger.write.ProductWriteEvent.ProductDeletionRequested;
import io.shopledger.write.ProductWriteEvent.ProductUpdateRequested;
import io.shopledger.write.ProductWriteEvent.ProductWriteConfirmed;
import io.shopledger.write.ProductWriteEvent.ProductWriteRejected;
import io.shopledger.write.ProductWriteEvent.ProductWriteRequested;
import io.shopledger.write.ProductWriteEvent.StockSetConfirmed;
import io.shopledger.write.ProductWriteEvent.StockSetRequested;
import io.shopledger.write.WriteId;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;

/** Has an intended write sent to Shopify, and waits for its confirmation or rejection. */
@Saga
@ProcessingGroup(ProductWriteSaga.GROUP)
@Revision("1")
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public class ProductWriteSaga {
    static final String GROUP = "product-writes";

    private static final long PATIENCE_SECONDS = 10;

    private @Nullable WriteId write;

    /** Axon makes it, then fills it from its stored state. */
    public ProductWriteSaga() {}

    @StartSaga
    @SagaEventHandler(associationProperty = "writeId")
    void on(ProductWriteRequested event, CommandGateway commands) {
        begin(event, new SendProductWrite(event.writeId(), event.store(), event.product()), commands);
    }

    @StartSaga
    @SagaEventHandler(associationProperty = "writeId")
    void on(ProductUpdateRequested event, CommandGateway commands) {
        begin(event, new SendProductUpdate(event.writeId(), event.store(), event.product(), event.edit()), commands);
    }

    @StartSaga
    @SagaEventHandler(associationProperty = "writeId")
    void on(ProductDeletionRequested event, CommandGateway commands) {
        begin(event, new SendProductDeletion(event.writeId(), event.store(), event.product()), commands);
    }

    @StartSaga
    @SagaEventHandler(associationProperty = "writeId")
    void on(StockSetRequested event, CommandGateway commands) {
        begin(event, new SendStockSet(event.writeId(), event.store(), event.setting()), commands);
    }

    private void begin(ProductWriteEvent intent, Object sending, CommandGateway commands) {
        write = intent.writeId();
        commands.sendAndWait(sending, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "writeId")
    void on(ProductWriteConfirmed event) {
        // Nothing is left to wait for.
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "writeId")
    void on(StockSetConfirmed event) {
        // Nothing is left to wait for.
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "writeId")
    void on(ProductWriteRejected event) {
        // Nothing is left to wait for.
    }
}
