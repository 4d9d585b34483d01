package io.shopledger.command.write;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.shopledger.write.ProductWriteCommand.SendProductWrite;
import io.shopledger.write.ProductWriteEvent.ProductWriteConfirmed;
import io.shopledger.write.ProductWriteEvent.ProductWriteRejected;
import io.shopledger.write.ProductWriteEvent.ProductWriteRequested;
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
        write = event.writeId();
        commands.sendAndWait(
                new SendProductWrite(event.writeId(), event.store(), event.product()),
                PATIENCE_SECONDS,
                TimeUnit.SECONDS);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "writeId")
    void on(ProductWriteConfirmed event) {
        // Nothing is left to wait for.
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "writeId")
    void on(ProductWriteRejected event) {
        // Nothing is left to wait for.
    }
}
