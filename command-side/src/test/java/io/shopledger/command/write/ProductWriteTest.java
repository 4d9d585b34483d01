package io.shopledger.command.write;

import io.shopledger.StoreId;
import io.shopledger.command.gateway.FixtureStreams;
import io.shopledger.write.NewProduct;
import io.shopledger.write.ProductEdit;
import io.shopledger.write.ProductWriteCommand.ConfirmProductWrite;
import io.shopledger.write.ProductWriteCommand.ConfirmStockSet;
import io.shopledger.write.ProductWriteCommand.RejectProductWrite;
import io.shopledger.write.ProductWriteCommand.RequestProductDeletion;
import io.shopledger.write.ProductWriteCommand.RequestProductUpdate;
import io.shopledger.write.ProductWriteCommand.RequestProductWrite;
import io.shopledger.write.ProductWriteCommand.RequestStockSet;
import io.shopledger.write.ProductWriteCommand.SendProductDeletion;
import io.shopledger.write.ProductWriteCommand.SendProductUpdate;
import io.shopledger.write.ProductWriteCommand.SendProductWrite;
import io.shopledger.write.ProductWriteCommand.SendStockSet;
import io.shopledger.write.ProductWriteCommand.UserError;
import io.shopledger.write.ProductWriteEvent.ProductDeletionRequested;
import io.shopledger.write.ProductWriteEvent.ProductUpdateRequested;
import io.shopledger.write.ProductWriteEvent.ProductWriteConfirmed;
import io.shopledger.write.ProductWriteEvent.ProductWriteRejected;
import io.shopledger.write.ProductWriteEvent.ProductWriteRequested;
import io.shopledger.write.ProductWriteEvent.StockSetConfirmed;
import io.shopledger.write.ProductWriteEvent.StockSetRequested;
import io.shopledger.write.StockSetting;
import io.shopledger.write.WriteId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.Test;

class ProductWriteTest {
    private static final WriteId ID = WriteId.parse("write/4f9d7a52-6c1e-4a55-9a3f-0d8f6f6f8a11");
    private static final StoreId STORE = new StoreId(7);
    private static final Instant NOW = Instant.parse("2026-10-06T12:00:00Z");
    private static final NewProduct HAT =
            new NewProduct("Hat", "hat-4f9d7a52", "19.99", null, null, null, null, null, null, List.of());
    private static final List<UserError> ERRORS = List.of(new UserError("input.title", "BLANK", "Title is blank"));
    private static final ProductWriteRequested REQUESTED = new ProductWriteRequested(ID, STORE, HAT, NOW);
    private static final ProductWriteConfirmed CONFIRMED = new ProductWriteConfirmed(ID, STORE, 632910392, NOW);

    private final AggregateTestFixture<ProductWrite> write = new AggregateTestFixture<>(ProductWrite.class);
    private final SagaTestFixture<ProductWriteSaga> saga = new SagaTestFixture<>(ProductWriteSaga.class);

    {
        write.registerAnnotatedCommandHandler(new ProductWriteDecisions(
                write.getRepository(), new FixtureStreams(write.getEventStore()), Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    @Test
    void requested_isIntendedOnce() {
        write.givenNoPriorActivity()
                .when(new RequestProductWrite(ID, STORE, HAT))
                .expectSuccessfulHandlerExecution()
                .expectEvents(REQUESTED);
        write.given(REQUESTED)
                .when(new RequestProductWrite(ID, STORE, HAT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void confirmed_endsOnce() {
        write.given(REQUESTED)
                .when(new ConfirmProductWrite(ID, 632910392))
                .expectSuccessfulHandlerExecution()
                .expectEvents(CONFIRMED);
        write.given(REQUESTED, CONFIRMED)
                .when(new ConfirmProductWrite(ID, 632910392))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        write.given(REQUESTED, CONFIRMED)
                .when(new RejectProductWrite(ID, ERRORS))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void rejected_tellsWhyInShopifysWords() {
        write.given(REQUESTED)
                .when(new RejectProductWrite(ID, ERRORS))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new ProductWriteRejected(ID, STORE, ERRORS, NOW));
    }

    @Test
    void saga_sendsWhatIsIntended_andEndsWithItsOutcome() {
        saga.givenNoPriorActivity()
                .whenPublishingA(REQUESTED)
                .expectActiveSagas(1)
                .expectDispatchedCommands(new SendProductWrite(ID, STORE, HAT));
        saga.givenAPublished(REQUESTED)
                .whenPublishingA(CONFIRMED)
                .expectActiveSagas(0)
                .expectNoDispatchedCommands();
        saga.givenAPublished(REQUESTED)
                .whenPublishingA(new ProductWriteRejected(ID, STORE, ERRORS, NOW))
                .expectActiveSagas(0)
                .expectNoDispatchedCommands();
    }

    @Test
    void updateAndDeletion_areIntendedOnce_andSentAsTheyWereMeant() {
        ProductEdit edit = new ProductEdit("Cap", null, "", null, null, List.of(), List.of());
        ProductUpdateRequested update = new ProductUpdateRequested(ID, STORE, 632910392, edit, NOW);
        ProductDeletionRequested deletion = new ProductDeletionRequested(ID, STORE, 632910392, NOW);
        write.givenNoPriorActivity()
                .when(new RequestProductUpdate(ID, STORE, 632910392, edit))
                .expectEvents(update);
        write.givenNoPriorActivity()
                .when(new RequestProductDeletion(ID, STORE, 632910392))
                .expectEvents(deletion);
        write.given(deletion)
                .when(new RequestProductDeletion(ID, STORE, 632910392))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        write.given(update).when(new ConfirmProductWrite(ID, 632910392)).expectEvents(CONFIRMED);
        saga.givenNoPriorActivity()
                .whenPublishingA(update)
                .expectActiveSagas(1)
                .expectDispatchedCommands(new SendProductUpdate(ID, STORE, 632910392, edit));
        saga.givenNoPriorActivity()
                .whenPublishingA(deletion)
                .expectActiveSagas(1)
                .expectDispatchedCommands(new SendProductDeletion(ID, STORE, 632910392));
        saga.givenAPublished(deletion).whenPublishingA(CONFIRMED).expectActiveSagas(0);
    }

    @Test
    void stock_isIntended_sentAndConfirmed() {
        StockSetting seven = new StockSetting(808950810, 905684977, 7, null, "correction");
        StockSetRequested requested = new StockSetRequested(ID, STORE, seven, NOW);
        StockSetConfirmed confirmed = new StockSetConfirmed(ID, STORE, NOW);
        write.givenNoPriorActivity().when(new RequestStockSet(ID, STORE, seven)).expectEvents(requested);
        write.given(requested).when(new ConfirmStockSet(ID)).expectEvents(confirmed);
        write.given(requested, confirmed)
                .when(new ConfirmStockSet(ID))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        saga.givenNoPriorActivity()
                .whenPublishingA(requested)
                .expectDispatchedCommands(new SendStockSet(ID, STORE, seven));
        saga.givenAPublished(requested).whenPublishingA(confirmed).expectActiveSagas(0);
    }
}
