package io.shopledger.shopify.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.shopify.AdapterApplication;
import io.shopledger.shopify.AdapterApplication.Decider;
import io.shopledger.shopify.AdapterOnSimulator;
import io.shopledger.shopify.SimulatedShopify;
import io.shopledger.shopify.SimulatedShopify.Domain;
import io.shopledger.shopify.SimulatedShopify.Said;
import io.shopledger.shopify.graphql.GraphQlClient;
import io.shopledger.shopify.store.ConnectedStores;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.shopify.store.Verifying;
import io.shopledger.write.NewProduct;
import io.shopledger.write.ProductWriteCommand;
import io.shopledger.write.ProductWriteCommand.ConfirmProductWrite;
import io.shopledger.write.ProductWriteCommand.RejectProductWrite;
import io.shopledger.write.ProductWriteCommand.SendProductWrite;
import io.shopledger.write.ProductWriteCommand.UserError;
import io.shopledger.write.WriteId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@AdapterOnSimulator
class ProductWriteTest {
    @Autowired
    private Verifying verifying;

    @Autowired
    private StoreRegistry stores;

    @Autowired
    private WriteWorker worker;

    @Autowired
    private GraphQlClient client;

    @Autowired
    private Decider decider;

    @Autowired
    private JdbcTemplate jdbc;

    private Domain shopify;
    private StoreId store;
    private SendProductWrite write;

    @BeforeEach
    void connect() {
        shopify = SimulatedShopify.domain();
        store = ConnectedStores.connect(stores, shopify.name, SimulatedShopify.TOKEN, "secret");
        write = write(store, "Lamp");
    }

    private static SendProductWrite write(StoreId store, String title) {
        WriteId id = WriteId.random();
        NewProduct product = new NewProduct(
                title, "w-" + id.value(), "19.90", null, "L-1", null, "Acme", null, "ACTIVE", List.of("new", "light"));
        return new SendProductWrite(id, store, product);
    }

    private static void add(WriteJobs jobs, SendProductWrite write) {
        jobs.add(write.writeId(), write.store(), new Wish.Create(write.product()));
    }

    private static List<JsonNode> made(SendProductWrite write) {
        return SimulatedShopify.truth("products").stream()
                .filter(product -> product.get("handle")
                        .asString()
                        .startsWith(write.product().handle()))
                .toList();
    }

    private static <T extends ProductWriteCommand> List<T> told(Class<T> type, SendProductWrite write) {
        return AdapterApplication.SENT.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(command -> command.writeId().equals(write.writeId()))
                .toList();
    }

    private boolean hasJob(SendProductWrite write) {
        return 1
                == jdbc.queryForObject(
                        "select count(*) from ledger.write_job where write_id = ?",
                        Integer.class,
                        write.writeId().value());
    }

    /** Its pause is over. */
    private void due(SendProductWrite write) {
        jdbc.update(
                "update ledger.write_job set next_at = now() where write_id = ? and worker is null",
                write.writeId().value());
    }

    /** @return the product that there is now, the only one of this write */
    private JsonNode confirmed(SendProductWrite write) {
        await().pollInterval(Duration.ofMillis(50)).until(() -> {
            due(write);
            return !told(ConfirmProductWrite.class, write).isEmpty() && !hasJob(write);
        });
        assertThat(made(write)).hasSize(1);
        assertThat(told(ConfirmProductWrite.class, write))
                .extracting(ConfirmProductWrite::product)
                .containsOnly(made(write).get(0).get("id").asLong());
        assertThat(told(RejectProductWrite.class, write)).isEmpty();
        return made(write).get(0);
    }

    @Test
    void becomesOneProductAndAnObservationOfOurOwnDoing() {
        worker.handle(write);
        JsonNode product = confirmed(write);
        assertThat(product.get("title").asString()).isEqualTo("Lamp");
        assertThat(product.get("tags").asString()).isEqualTo("light, new");
        assertThat(product.at("/variants/0/price").asString()).isEqualTo("19.90");
        assertThat(product.at("/variants/0/sku").asString()).isEqualTo("L-1");
        assertThat(product.get("variants")).hasSize(1);
        String stream = "product/" + store.value() + "/" + product.get("id").asLong();
        await().until(() ->
                decider.decided.stream().anyMatch(one -> one.stream().equals(stream)));
        assertThat(decider.decided)
                .filteredOn(one -> one.stream().equals(stream))
                .extracting(one -> one.origin().via(), one -> one.origin().id())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        Via.OWN_WRITE, write.writeId().value().toString()));
    }

    private SendProductWrite shirt(String price) {
        NewProduct shirt = new NewProduct(
                "Shirt",
                "w-" + write.writeId().value(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of("Size", "Colour"),
                List.of(
                        new NewProduct.Variant(List.of("S", "red"), "10", "12.5", "S-R"),
                        new NewProduct.Variant(List.of("L", "red"), price, null, "L-R")),
                List.of(
                        new NewProduct.Medium("https://cdn.example/front.png", "From the front"),
                        new NewProduct.Medium("https://cdn.example/back.png", null)));
        return new SendProductWrite(write.writeId(), store, shirt);
    }

    /** Whose answer is lost too: it is found by its handle as any other. */
    @Test
    void severalVariantsAndMedia_areMadeOnce_alsoWhereTheAnswerIsLost() {
        shopify.on("ProductSet", (asked, real) -> {
            real.answer();
            return new Said(500, "");
        });
        write = shirt("11");
        worker.handle(write);
        JsonNode made = confirmed(write);
        assertThat(shopify.asked("ProductSet")).hasSize(1);
        assertThat(made.get("options")
                        .valueStream()
                        .map(option -> option.get("name").asString() + option.get("values")))
                .containsExactly("Size[\"S\",\"L\"]", "Colour[\"red\"]");
        assertThat(made.get("variants")
                        .valueStream()
                        .map(variant -> variant.get("title").asString() + " "
                                + variant.get("price").asString() + " "
                                + variant.get("sku").asString()))
                .containsExactly("S / red 10.00 S-R", "L / red 11.00 L-R");
        assertThat(made.get("media")
                        .valueStream()
                        .map(medium -> medium.at("/preview_image/src").asString() + " "
                                + medium.get("alt").asString()))
                .containsExactly("https://cdn.example/front.png From the front", "https://cdn.example/back.png ");
    }

    @Test
    void variantShopifyWillNotTake_isRejectedByTheCallersField() {
        write = shirt("-1");
        worker.handle(write);
        await().until(() -> !told(RejectProductWrite.class, write).isEmpty());
        assertThat(told(RejectProductWrite.class, write).get(0).errors())
                .extracting(UserError::field, UserError::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("variants.1.price", "INVALID_VARIANT"));
        SendProductWrite plain = new SendProductWrite(
                WriteId.random(),
                store,
                new NewProduct(
                        "Lamp", "w-" + WriteId.random().value(), "-1", null, null, null, null, null, null, List.of()));
        worker.handle(plain);
        await().until(() -> !told(RejectProductWrite.class, plain).isEmpty());
        assertThat(told(RejectProductWrite.class, plain).get(0).errors())
                .extracting(UserError::field)
                .containsExactly("price");
    }

    @Test
    void askedForTwice_isMadeOnce() {
        worker.handle(write);
        worker.handle(write);
        confirmed(write);
        assertThat(shopify.asked("ProductSet")).hasSize(1);
    }

    @Test
    void many_areOneProductEach() {
        List<SendProductWrite> all =
                IntStream.range(0, 30).mapToObj(n -> write(store, "Lamp " + n)).toList();
        all.forEach(worker::handle);
        all.forEach(this::confirmed);
        assertThat(shopify.asked("ProductSet")).hasSize(30);
    }

    @Test
    void answerLostAfterTheEffect_isReadBackNotRepeated() {
        SimulatedShopify.fault("http-500-after", 1);
        try {
            worker.handle(write);
            await().until(() -> made(write).size() == 1);
            await().until(
                            () -> { // read back in vain as well
                                due(write);
                                return !shopify.asked("ProductByIdentifier").isEmpty();
                            });
            assertThat(told(ConfirmProductWrite.class, write)).isEmpty();
        } finally {
            SimulatedShopify.fault("http-500-after", 0);
        }
        confirmed(write);
        assertThat(shopify.asked("ProductSet")).hasSize(1);
    }

    @Test
    void answerLostBeforeTheEffect_isSentAgain() {
        shopify.on("ProductSet", (asked, store) -> {
            shopify.undisturbed();
            return new Said(500, "");
        });
        worker.handle(write);
        confirmed(write);
        assertThat(shopify.asked("ProductSet")).hasSize(2);
        assertThat(shopify.asked("ProductByIdentifier")).hasSize(1);
    }

    @Test
    void killedAfterTheEffect_isConfirmedByWhatIsThere() {
        worker.stop();
        WriteJobs killed = new WriteJobs(jdbc);
        add(killed, write);
        WriteJob job = killed.claim().orElseThrow();
        assertThat(killed.sending(job)).isTrue();
        client.ask(store, ProductSet.call(write.product()));
        leaseEnds();
        worker.start();
        confirmed(write);
        assertThat(shopify.asked("ProductSet")).hasSize(1);
    }

    @Test
    void killedBeforeTheEffect_isSent() {
        worker.stop();
        WriteJobs killed = new WriteJobs(jdbc);
        add(killed, write);
        assertThat(killed.sending(killed.claim().orElseThrow())).isTrue();
        assertThat(new WriteJobs(jdbc).claim()).isEmpty(); // as long as its lease lasts
        leaseEnds();
        worker.start();
        confirmed(write);
        assertThat(shopify.asked("ProductByIdentifier")).hasSize(1);
        assertThat(shopify.asked("ProductSet")).hasSize(1);
    }

    @Test
    void writeThatAnotherTookMeanwhile_isNotRejectedByWhoeverHadItBefore() {
        shopify.on("ProductSet", (asked, real) -> {
            shopify.undisturbed();
            jdbc.update(
                    "update ledger.write_job set worker = 'another', leased_until = now() + interval '1 hour'"
                            + " where write_id = ?",
                    write.writeId().value());
            return new Said(200, """
                    {"data":{"productSet":null},"errors":[{"message":"Denied","extensions":{"code":"ACCESS_DENIED"}}]}""");
        });
        worker.handle(write);
        await().until(() -> shopify.asked("ProductSet").size() == 1);
        SendProductWrite next = write(store, "Shade");
        worker.handle(next);
        confirmed(next); // the first is done with: there is one thread
        assertThat(hasJob(write)).isTrue();
        leaseEnds();
        confirmed(write);
    }

    @Test
    void productStillUnderWayAtFirst_isMadeOnce_alsoByAWorkerStartedInBetween() {
        SimulatedShopify.fault("under-way", 1);
        try {
            worker.handle(write);
            await().until(() -> shopify.asked("ProductSet").size() == 1);
            worker.stop();
        } finally {
            SimulatedShopify.fault("under-way", 0);
        }
        assertThat(told(ConfirmProductWrite.class, write)).isEmpty();
        leaseEnds();
        worker.start();
        confirmed(write);
        assertThat(shopify.asked("ProductByIdentifier")).isNotEmpty();
    }

    /** Nothing says yet that it was made; sent again under its handle it is the same product. */
    @Test
    void productMadeAndNotFoundForAMoment_isMadeOnce() {
        shopify.on("ProductSet", (asked, store) -> {
            shopify.undisturbed();
            store.answer();
            return new Said(500, "");
        });
        SimulatedShopify.fault("lookup-lag", 1);
        try {
            worker.handle(write);
            confirmed(write);
        } finally {
            SimulatedShopify.fault("lookup-lag", 0);
        }
        assertThat(shopify.asked("ProductSet")).hasSize(2);
    }

    /** Here the error comes beside the payload: neither it nor the first look-up says that nothing was done. */
    @Test
    void errorOfTheWholeCall_andTheProductIsNotFoundForAMoment_isNoRejection() {
        shopify.on("ProductSet", (asked, store) -> {
            store.answer();
            return new Said(200, "{\"data\":{\"productSet\":null},\"errors\":[{\"message\":\"A field went wrong\"}]}");
        });
        shopify.on("ProductByIdentifier", (asked, store) -> {
            SimulatedShopify.fault(
                    "lookup-lag", shopify.asked("ProductByIdentifier").size() == 1 ? 1 : 0);
            return store.answer();
        });
        try {
            worker.handle(write);
            confirmed(write);
        } finally {
            SimulatedShopify.fault("lookup-lag", 0);
        }
        assertThat(shopify.asked("ProductSet")).hasSize(1);
    }

    private void leaseEnds() {
        jdbc.update("update ledger.write_job set leased_until = now() where worker is not null");
    }

    @Test
    void whatShopifyWillNotTake_isRejectedInItsWords() {
        SendProductWrite blank = write(store, " ");
        worker.handle(blank);
        await().until(() -> !told(RejectProductWrite.class, blank).isEmpty() && !hasJob(blank));
        assertThat(told(RejectProductWrite.class, blank).get(0).errors())
                .containsExactly(new UserError("title", "INVALID_PRODUCT", "Title can't be blank"));
        assertThat(made(blank)).isEmpty();
        assertThat(told(ConfirmProductWrite.class, blank)).isEmpty();
        assertThat(shopify.asked("ProductSet")).hasSize(1);
    }

    /** An error beside the payload says nothing about what was done. */
    @Test
    void errorOfTheWholeCall_isNoRejectionWhereTheProductIsThere() {
        shopify.on("ProductSet", (asked, store) -> {
            store.answer();
            return new Said(200, "{\"data\":{\"productSet\":null},\"errors\":[{\"message\":\"A field went wrong\"}]}");
        });
        worker.handle(write);
        confirmed(write);
    }

    @Test
    void refusedReadingBack_isNoRejection() {
        shopify.on("ProductSet", (asked, store) -> {
            store.answer();
            return new Said(500, "");
        });
        shopify.on("ProductByIdentifier", (asked, store) -> {
            shopify.undisturbed();
            return new Said(400, "{\"errors\":\"Bad Request\"}");
        });
        worker.handle(write);
        confirmed(write);
        assertThat(shopify.asked("ProductSet")).hasSize(1);
    }

    @Test
    void storeThatRefusesUs_losesNoWrite() {
        Domain locked = SimulatedShopify.domain();
        SendProductWrite waiting = write(ConnectedStores.connect(stores, locked.name, "shpat_wrong", "secret"), "Lamp");
        worker.handle(waiting);
        worker.handle(write);
        confirmed(write); // the other store's is not held back
        await().until(() -> !locked.asked("ProductSet").isEmpty());
        assertThat(hasJob(waiting)).isTrue();
        assertThat(told(RejectProductWrite.class, waiting)).isEmpty();
        ConnectedStores.connect(stores, locked.name, SimulatedShopify.TOKEN, "secret");
        confirmed(waiting);
    }

    @Test
    void missingScope_endsTheWriteAndSaysWhatToDo() {
        Said denied = new Said(200, """
                {"data":{"productSet":null},"errors":[{"message":"Access denied for productSet field. Required access: \
                `write_products` access scope.","extensions":{"code":"ACCESS_DENIED"}}]}""");
        shopify.on("ProductSet", (asked, store) -> denied);
        worker.handle(write);
        rejected(write, "ACCESS_DENIED", "Grant the scope");
    }

    /** Shopify may deny a field of the answer, and do what was asked. */
    @Test
    void deniedAnswerToAWriteThatWasDone_isNoRejection() {
        shopify.on("ProductSet", (asked, store) -> {
            store.answer();
            return new Said(200, """
                    {"data":{"productSet":null},"errors":[{"message":"Denied","extensions":{"code":"ACCESS_DENIED"}}]}""");
        });
        worker.handle(write);
        confirmed(write);
    }

    @Test
    void storeLetGoMeanwhile_endsItsWritesAndSaysWhy() {
        worker.stop();
        WriteJobs killed = new WriteJobs(jdbc);
        add(killed, write);
        assertThat(killed.sending(killed.claim().orElseThrow())).isTrue();
        SendProductWrite second = write(store, "Lamp");
        add(killed, second);
        jdbc.update("update ledger.store set status = 'disconnected' where id = ?", store.value());
        leaseEnds();
        worker.start();
        rejected(write, "store-disconnected", "It may have been done");
        rejected(second, "store-disconnected", "Connect it again: POST /api/v1/stores");
        assertThat(shopify.asked("ProductSet")).isEmpty();
    }

    private void rejected(SendProductWrite one, String code, String hint) {
        await().until(() -> !told(RejectProductWrite.class, one).isEmpty() && !hasJob(one));
        UserError error = told(RejectProductWrite.class, one).get(0).errors().get(0);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.message()).contains(hint);
        assertThat(told(ConfirmProductWrite.class, one)).isEmpty();
    }

    @Test
    void frozenStore_isParkedAndItsWriteWaitsUntilItIsBack() {
        shopify.on("ProductSet", (asked, store) -> new Said(402, "{}"));
        worker.handle(write);
        await().until(() -> status().equals("parked/store-frozen"));
        shopify.on("Shop", (asked, store) -> new Said(402, "{}"));
        verifying.verify(store);
        assertThat(status()).isEqualTo("parked/store-frozen");
        shopify.undisturbed();
        shopify.on("Shop", (asked, real) -> new Said(200, """
                {"data":{"shop":{"id":"gid://shopify/Shop/%d","myshopifyDomain":"%s"}}}""".formatted(store.value(), shopify.name)));
        await().until(() -> jdbc.queryForObject(
                "select next_at < now() and worker is null from ledger.write_job where write_id = ?",
                Boolean.class,
                write.writeId().value()));
        assertThat(new WriteJobs(jdbc).claim()).as("due, and left alone").isEmpty();
        verifying.verify(store);
        confirmed(write);
        assertThat(status()).isEqualTo("connected/null");
    }

    private String status() {
        return jdbc.queryForObject(
                "select status || '/' || coalesce(status_reason, 'null') from ledger.store where id = ?",
                String.class,
                store.value());
    }
}
