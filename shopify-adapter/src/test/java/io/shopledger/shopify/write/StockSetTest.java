package io.shopledger.shopify.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.inventory.StockLevelCommand.ObserveStockLevel;
import io.shopledger.shopify.AdapterApplication;
import io.shopledger.shopify.AdapterApplication.Decider;
import io.shopledger.shopify.AdapterOnSimulator;
import io.shopledger.shopify.SimulatedShopify;
import io.shopledger.shopify.SimulatedShopify.Domain;
import io.shopledger.shopify.SimulatedShopify.Said;
import io.shopledger.shopify.store.ConnectedStores;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.write.ProductWriteCommand;
import io.shopledger.write.ProductWriteCommand.ConfirmStockSet;
import io.shopledger.write.ProductWriteCommand.RejectProductWrite;
import io.shopledger.write.ProductWriteCommand.SendStockSet;
import io.shopledger.write.ProductWriteCommand.UserError;
import io.shopledger.write.StockSetting;
import io.shopledger.write.WriteId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Stock set, of an item of this test's own, of which there are none at first. */
@AdapterOnSimulator
class StockSetTest {
    private static final String SET = "InventorySet";

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
    private long item;
    private long location;

    @BeforeEach
    void connect() {
        shopify = SimulatedShopify.domain();
        store = ConnectedStores.connect(stores, shopify.name, SimulatedShopify.TOKEN, "secret");
        String gid = SimulatedShopify.ask(
                        "mutation { productSet(input: {title: \"Peg\"}) { product { variants(first: 1) { nodes {"
                                + " inventoryItem { id } } } } } }",
                        Map.of())
                .at("/productSet/product/variants/nodes/0/inventoryItem/id")
                .asString();
        item = Long.parseLong(gid.substring(gid.lastIndexOf('/') + 1));
        location = level().get("location_id").asLong();
    }

    private JsonNode level() {
        return SimulatedShopify.truth("inventory").stream()
                .filter(one -> one.get("id").asLong() == item)
                .findFirst()
                .orElseThrow()
                .at("/levels/0");
    }

    private int there() {
        return level().get("available").asInt();
    }

    /** By somebody else. */
    private void become(int available) {
        Map<String, Object> quantity = new HashMap<>(Map.of(
                "inventoryItemId",
                "gid://shopify/InventoryItem/" + item,
                "locationId",
                "gid://shopify/Location/" + location,
                "quantity",
                available));
        quantity.put("changeFromQuantity", null);
        SimulatedShopify.ask(
                "mutation($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) @idempotent(key: \"%s\")"
                                .formatted(WriteId.random())
                        + " { userErrors { message } } }",
                Map.of("input", Map.of("name", "available", "reason", "correction", "quantities", List.of(quantity))));
        assertThat(there()).isEqualTo(available);
    }

    private void set(int available, @Nullable Integer changeFrom) {
        worker.handle(
                new SendStockSet(id, store, new StockSetting(item, location, available, changeFrom, "correction")));
    }

    private List<ProductWriteCommand> told() {
        return AdapterApplication.SENT.stream()
                .filter(ProductWriteCommand.class::isInstance)
                .map(ProductWriteCommand.class::cast)
                .filter(command -> command.writeId().equals(id))
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
        assertThat(told()).containsExactly(new ConfirmStockSet(id));
    }

    private UserError rejected() {
        ended();
        assertThat(told()).singleElement().isInstanceOf(RejectProductWrite.class);
        return ((RejectProductWrite) told().get(0)).errors().get(0);
    }

    private List<String> keys() {
        return shopify.asked(SET).stream()
                .map(asked -> asked.get("key").asString())
                .toList();
    }

    /** Answered by one of the codes of idempotency; nothing is done. */
    private void refuseOnce(String code) {
        shopify.on(SET, (asked, real) -> {
            shopify.undisturbed();
            return refusal(code);
        });
    }

    private static Said refusal(String code) {
        return new Said(200, """
                {"data":{"inventorySetQuantities":{"inventoryAdjustmentGroup":null,"userErrors":[
                {"field":["input"],"message":"See the code","code":"%s"}]}}}""".formatted(code));
    }

    @Test
    void stockFromWhatIsThere_isSet_andSeenAsOurOwnDoing() {
        set(7, 0);
        confirmed();
        assertThat(there()).isEqualTo(7);
        assertThat(keys()).containsExactly(id.value().toString());
        String stream = "stock/%d/%d/%d".formatted(store.value(), item, location);
        await().until(() ->
                decider.decided.stream().anyMatch(one -> one.stream().equals(stream)));
        assertThat(decider.decided)
                .filteredOn(one -> one.stream().equals(stream))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.origin().via()).isEqualTo(Via.OWN_WRITE);
                    assertThat(one.origin().id()).isEqualTo(id.value().toString());
                    assertThat(((ObserveStockLevel) one).record().available()).isEqualTo(7);
                });
    }

    @Test
    void otherStockThanTheCallerKnew_isRejected_andTellsHowManyThereAre() {
        become(3);
        set(7, 0);
        UserError error = rejected();
        assertThat(error.field()).isEqualTo("change_from");
        assertThat(error.code()).isEqualTo("CHANGE_FROM_QUANTITY_STALE");
        assertThat(error.message()).contains("There are 3 at this location now, not 0");
        assertThat(there()).isEqualTo(3);
    }

    @Test
    void nothingToCompareWith_isSetWhateverThereIs() {
        become(3);
        set(7, null);
        confirmed();
        assertThat(there()).isEqualTo(7);
        assertThat(shopify.asked(SET).get(0).at("/input/quantities/0").has("changeFromQuantity"))
                .isTrue();
    }

    /** Under the same key it is the same: what was sold in between is not undone. */
    @Test
    void answerLostAfterTheEffect_isAskedAgainUnderItsKey_andDoneOnce() {
        shopify.on(SET, (asked, real) -> {
            if (shopify.asked(SET).size() > 4) {
                return real.answer();
            }
            if (shopify.asked(SET).size() == 1) {
                real.answer();
                become(6);
            }
            return new Said(500, "");
        });
        set(7, null);
        confirmed();
        assertThat(keys()).hasSizeGreaterThan(4).containsOnly(id.value().toString());
        assertThat(there()).isEqualTo(6);
    }

    @Test
    void keyForgottenByShopify_andAsManyAsAskedFor_isDone() {
        shopify.on(SET, (asked, real) -> {
            if (shopify.asked(SET).size() == 1) {
                become(7); // what was done under the key, which Shopify then forgets
            }
            return shopify.asked(SET).size() < 5 ? new Said(500, "") : real.answer();
        });
        set(7, 0);
        confirmed();
        assertThat(there()).isEqualTo(7);
    }

    @Test
    void firstAttemptStillUnderWay_isAskedForAgain_underTheSameKey() {
        refuseOnce("IDEMPOTENCY_CONCURRENT_REQUEST");
        set(7, 0);
        confirmed();
        assertThat(there()).isEqualTo(7);
        assertThat(keys()).containsExactly(id.value().toString(), id.value().toString());
    }

    @Test
    void failedAttempt_isRepeatedUnderAnotherKey() {
        refuseOnce("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED");
        set(7, 0);
        confirmed();
        assertThat(there()).isEqualTo(7);
        assertThat(keys()).containsExactly(id.value().toString(), id.value() + "-1");
    }

    @Test
    void attemptsThatGoOnFailing_endTheWrite() {
        shopify.on(SET, (asked, real) -> refusal("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED"));
        set(7, 0);
        assertThat(rejected().code()).isEqualTo("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED");
        assertThat(keys()).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void placeThatThereIsNot_isRejectedByTheCallersField() {
        location = 7;
        set(7, null);
        UserError error = rejected();
        assertThat(error.field()).isEqualTo("location_id");
        assertThat(error.code()).isEqualTo("INVALID_LOCATION");
    }

    @Test
    void setButNotShown_isConfirmed() {
        shopify.on("InventoryLevelAt", (asked, real) -> new Said(200, """
                {"data":{"inventoryItem":null},"errors":[{"message":"Denied","extensions":{"code":"ACCESS_DENIED"}}]}"""));
        set(7, 0);
        confirmed();
        assertThat(keys()).hasSize(1);
    }
}
