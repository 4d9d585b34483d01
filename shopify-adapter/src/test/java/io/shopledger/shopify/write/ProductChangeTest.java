package io.shopledger.shopify.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.observation.Observation;
import io.shopledger.product.ProductCommand.ObserveProduct;
import io.shopledger.product.ProductCommand.ObserveProductRemoval;
import io.shopledger.shopify.AdapterApplication;
import io.shopledger.shopify.AdapterApplication.Decider;
import io.shopledger.shopify.AdapterOnSimulator;
import io.shopledger.shopify.SimulatedShopify;
import io.shopledger.shopify.SimulatedShopify.Domain;
import io.shopledger.shopify.SimulatedShopify.Said;
import io.shopledger.shopify.store.ConnectedStores;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.write.ProductEdit;
import io.shopledger.write.ProductWriteCommand;
import io.shopledger.write.ProductWriteCommand.ConfirmProductWrite;
import io.shopledger.write.ProductWriteCommand.RejectProductWrite;
import io.shopledger.write.ProductWriteCommand.SendProductDeletion;
import io.shopledger.write.ProductWriteCommand.SendProductUpdate;
import io.shopledger.write.ProductWriteCommand.UserError;
import io.shopledger.write.WriteId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Products changed and deleted, on a product of two variants and a picture of this test's own. */
@AdapterOnSimulator
class ProductChangeTest {
    private static final String MAKE = """
            mutation($input: ProductSetInput!) { productSet(input: $input) { product { id } } }""";

    @Autowired
    private StoreRegistry stores;

    @Autowired
    private WriteWorker worker;

    @Autowired
    private Decider decider;

    @Autowired
    private JdbcTemplate jdbc;

    private final WriteId id = WriteId.random();
    private Domain shopify;
    private StoreId store;
    private long product;
    private long small;
    private long large;

    @BeforeEach
    void connect() {
        shopify = SimulatedShopify.domain();
        store = ConnectedStores.connect(stores, shopify.name, SimulatedShopify.TOKEN, "secret");
        String gid = SimulatedShopify.ask(
                        MAKE,
                        Map.of(
                                "input",
                                Map.of(
                                        "title",
                                        "Shirt",
                                        "tags",
                                        List.of("old"),
                                        "files",
                                        List.of(Map.of("originalSource", "https://cdn.example/shirt.png")),
                                        "productOptions",
                                        List.of(Map.of("name", "Size")),
                                        "variants",
                                        List.of(variant("S"), variant("L")))))
                .at("/productSet/product/id")
                .asString();
        product = Long.parseLong(gid.substring(gid.lastIndexOf('/') + 1));
        small = truth().orElseThrow().at("/variants/0/id").asLong();
        large = truth().orElseThrow().at("/variants/1/id").asLong();
    }

    @AfterEach
    void undisturbed() {
        for (String fault : List.of("http-500-after", "hold-mutation")) {
            SimulatedShopify.fault(fault, 0);
        }
    }

    private static Map<String, Object> variant(String size) {
        return Map.of(
                "price",
                "10.00",
                "sku",
                "S-" + size,
                "optionValues",
                List.of(Map.of("optionName", "Size", "name", size)));
    }

    private static ProductEdit titled(String title, ProductEdit.Variant... variants) {
        return new ProductEdit(title, null, null, null, null, null, List.of(variants));
    }

    private void update(ProductEdit edit) {
        worker.handle(new SendProductUpdate(id, store, product, edit));
    }

    private void delete() {
        worker.handle(new SendProductDeletion(id, store, product));
    }

    private Optional<JsonNode> truth() {
        return SimulatedShopify.truth("products").stream()
                .filter(one -> one.get("id").asLong() == product)
                .findFirst();
    }

    private <T extends ProductWriteCommand> Optional<T> told(Class<T> type) {
        return AdapterApplication.SENT.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(command -> command.writeId().equals(id))
                .findFirst();
    }

    private List<Observation> observed() {
        String stream = "product/" + store.value() + "/" + product;
        return decider.decided.stream()
                .filter(one -> one.stream().equals(stream))
                .toList();
    }

    private void ended() {
        await().pollInterval(Duration.ofMillis(50)).until(() -> {
            jdbc.update(
                    "update ledger.write_job set next_at = now() where write_id = ? and worker is null", id.value());
            return 0
                    == jdbc.queryForObject(
                            "select count(*) from ledger.write_job where write_id = ?", Integer.class, id.value());
        });
    }

    private void confirmed() {
        ended();
        assertThat(told(ConfirmProductWrite.class)).contains(new ConfirmProductWrite(id, product));
        assertThat(told(RejectProductWrite.class)).isEmpty();
    }

    private List<UserError> rejected() {
        ended();
        assertThat(told(ConfirmProductWrite.class)).isEmpty();
        return told(RejectProductWrite.class).orElseThrow().errors();
    }

    @Test
    void updatedProduct_hasWhatWasGiven_andLosesNothingThatWasNot() {
        update(new ProductEdit(
                "Blouse",
                "<p>New</p>",
                "Acme",
                "Tops",
                "DRAFT",
                List.of("b", "a"),
                List.of(new ProductEdit.Variant(large, "12.5", "20", "S-XL"))));
        confirmed();
        JsonNode now = truth().orElseThrow();
        assertThat(now.get("title").asString()).isEqualTo("Blouse");
        assertThat(now.get("body_html").asString()).isEqualTo("<p>New</p>");
        assertThat(now.get("vendor").asString()).isEqualTo("Acme");
        assertThat(now.get("product_type").asString()).isEqualTo("Tops");
        assertThat(now.get("status").asString()).isEqualTo("draft");
        assertThat(now.get("tags").asString()).isEqualTo("a, b");
        assertThat(now.get("media")).hasSize(1);
        assertThat(now.get("variants")).hasSize(2);
        assertThat(now.at("/variants/0/price").asString()).isEqualTo("10.00");
        assertThat(now.at("/variants/0/sku").asString()).isEqualTo("S-S");
        assertThat(now.at("/variants/1/price").asString()).isEqualTo("12.50");
        assertThat(now.at("/variants/1/compare_at_price").asString()).isEqualTo("20.00");
        assertThat(now.at("/variants/1/sku").asString()).isEqualTo("S-XL");
        assertThat(now.at("/variants/1/title").asString()).isEqualTo("L");
    }

    @Test
    void answer_isAnObservationOfOurOwnDoing() {
        update(titled("Blouse"));
        confirmed();
        await().until(() -> !observed().isEmpty());
        assertThat(observed())
                .extracting(one -> one.origin().via(), one -> one.origin().id())
                .containsExactly(tuple(Via.OWN_WRITE, id.value().toString()));
        assertThat(((ObserveProduct) observed().get(0)).record().title()).isEqualTo("Blouse");
        assertThat(shopify.asked("ProductVariantsUpdate")).isEmpty();
    }

    @Test
    void emptyText_takesAway_alsoAPriceBefore() {
        update(titled("Blouse", new ProductEdit.Variant(small, null, "30", null)));
        confirmed();
        WriteId second = WriteId.random();
        worker.handle(new SendProductUpdate(
                second,
                store,
                product,
                new ProductEdit(
                        null, "", null, null, null, List.of(), List.of(new ProductEdit.Variant(small, null, "", "")))));
        await().until(() -> AdapterApplication.SENT.contains(new ConfirmProductWrite(second, product)));
        JsonNode now = truth().orElseThrow();
        assertThat(now.get("tags").asString()).isEmpty();
        assertThat(now.get("title").asString()).isEqualTo("Blouse");
        assertThat(now.at("/variants/0/compare_at_price").isNull()).isTrue();
        assertThat(now.at("/variants/0/sku").asString("")).isEmpty();
    }

    @Test
    void answersLostAfterTheEffect_endConfirmed() {
        SimulatedShopify.fault("http-500-after", 0.5);
        update(titled("Blouse", new ProductEdit.Variant(small, "11", null, null)));
        await().until(() -> truth().orElseThrow().get("title").asString().equals("Blouse"));
        SimulatedShopify.fault("http-500-after", 0);
        confirmed();
        assertThat(truth().orElseThrow().at("/variants/0/price").asString()).isEqualTo("11.00");
    }

    /** What the merchant did after the variants were changed is not undone by the rest that is sent again. */
    @Test
    void restSentAgain_leavesTheVariantsAlone() {
        shopify.on("ProductUpdate", (asked, real) -> {
            SimulatedShopify.ask(
                    "mutation($p: ID!, $v: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: $p,"
                            + " variants: $v) { userErrors { message } } }",
                    Map.of(
                            "p",
                            "gid://shopify/Product/" + product,
                            "v",
                            List.of(Map.of("id", "gid://shopify/ProductVariant/" + small, "price", "99"))));
            return shopify.asked("ProductUpdate").size() < 5 ? new Said(500, "") : real.answer();
        });
        update(titled("Blouse", new ProductEdit.Variant(small, "11", null, null)));
        confirmed();
        assertThat(shopify.asked("ProductVariantsUpdate")).hasSize(1);
        assertThat(truth().orElseThrow().at("/variants/0/price").asString()).isEqualTo("99.00");
        assertThat(truth().orElseThrow().get("title").asString()).isEqualTo("Blouse");
    }

    @Test
    void foreignVariant_isRejectedWithItsPath_andNothingIsDone() {
        update(titled(
                "Blouse",
                new ProductEdit.Variant(small, "11", null, null),
                new ProductEdit.Variant(7, "11", null, null)));
        assertThat(rejected())
                .containsExactly(new UserError(
                        "variants.1.id", "PRODUCT_VARIANT_DOES_NOT_EXIST", "Product variant does not exist"));
        assertThat(truth().orElseThrow().at("/variants/0/price").asString()).isEqualTo("10.00");
        assertThat(truth().orElseThrow().get("title").asString()).isEqualTo("Shirt");
    }

    @Test
    void detailsRefusedAfterTheVariantsWereChanged_saysWhatWasDone() {
        update(new ProductEdit(
                null,
                null,
                "v".repeat(300),
                "t".repeat(300),
                null,
                null,
                List.of(new ProductEdit.Variant(small, "11", null, null))));
        assertThat(rejected())
                .extracting(UserError::field, UserError::code)
                .containsExactly(tuple("product_type", null), tuple("vendor", null), tuple(null, "partly-done"));
        assertThat(truth().orElseThrow().at("/variants/0/price").asString()).isEqualTo("11.00");
    }

    @Test
    void productThatThereIsNot_isRejected() {
        product = 7;
        update(titled("Blouse"));
        assertThat(rejected()).containsExactly(new UserError("id", null, "Product does not exist"));
    }

    @Test
    void deletedProduct_isGone_andSeenToBe() {
        delete();
        confirmed();
        assertThat(truth()).isEmpty();
        await().until(() -> !observed().isEmpty());
        assertThat(observed()).singleElement().isInstanceOf(ObserveProductRemoval.class);
        assertThat(observed().get(0).origin().via()).isEqualTo(Via.OWN_WRITE);
        assertThat(shopify.asked("ProductDelete")).hasSize(1);
    }

    @Test
    void deletionWhoseAnswerIsLost_isReadBack_andGoneIsDone() {
        shopify.on("ProductDelete", (asked, real) -> {
            real.answer();
            return new Said(500, "");
        });
        delete();
        confirmed();
        assertThat(truth()).isEmpty();
        assertThat(shopify.asked("ProductDelete")).hasSize(1);
        assertThat(shopify.asked("ProductByIdentifier")).hasSize(1);
    }

    @Test
    void deletionThatNeverArrived_isSentAgain() {
        shopify.on("ProductDelete", (asked, real) -> {
            shopify.undisturbed();
            return new Said(500, "");
        });
        delete();
        confirmed();
        assertThat(truth()).isEmpty();
        assertThat(shopify.asked("ProductDelete")).hasSize(2);
    }

    /** Read back while it was still under way, then refused because it is gone: that is what was asked for. */
    @Test
    void deletionThatComesThroughBehindTheReadingBack_isDone() {
        shopify.on("ProductDelete", (asked, real) -> {
            shopify.undisturbed();
            shopify.on("ProductByIdentifier", (question, store) -> {
                Said alive = store.answer();
                shopify.undisturbed();
                real.answer();
                return alive;
            });
            return new Said(500, "");
        });
        delete();
        confirmed();
        assertThat(truth()).isEmpty();
        assertThat(shopify.asked("ProductDelete")).hasSize(2);
    }

    @Test
    void deletionOfWhatThereIsNot_isRejected() {
        product = 7;
        delete();
        assertThat(rejected()).containsExactly(new UserError("id", null, "Product does not exist"));
        assertThat(observed()).isEmpty();
    }

    @Test
    void heldAnswer_endsTheWriteWhenItComes() {
        SimulatedShopify.fault("hold-mutation", 1);
        update(titled("Blouse"));
        await().until(() -> truth().orElseThrow().get("title").asString().equals("Blouse"));
        assertThat(told(ConfirmProductWrite.class)).isEmpty();
        SimulatedShopify.fault("hold-mutation", 0);
        confirmed();
    }

    @Test
    void missingScope_endsTheChangeAndSaysWhatToDo() {
        shopify.on("ProductUpdate", (asked, real) -> new Said(200, """
                {"data":{"productUpdate":null},"errors":[{"message":"Access denied","extensions":{"code":"ACCESS_DENIED"}}]}"""));
        update(titled("Blouse"));
        assertThat(rejected()).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo("ACCESS_DENIED");
            assertThat(error.message()).contains("Grant the scope");
        });
    }
}
