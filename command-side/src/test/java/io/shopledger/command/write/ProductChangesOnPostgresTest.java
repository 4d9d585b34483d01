package io.shopledger.command.write;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.StoreId;
import io.shopledger.command.CommandSide;
import io.shopledger.command.CommandSide.Answer;
import io.shopledger.write.ProductEdit;
import io.shopledger.write.ProductWriteCommand.ConfirmStockSet;
import io.shopledger.write.ProductWriteCommand.SendProductDeletion;
import io.shopledger.write.ProductWriteCommand.SendProductUpdate;
import io.shopledger.write.ProductWriteCommand.SendStockSet;
import io.shopledger.write.StockSetting;
import io.shopledger.write.WriteId;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProductChangesOnPostgresTest {
    private static final StoreId STORE = new StoreId(2);
    private static CommandSide side;

    @BeforeAll
    static void start() throws Exception {
        side = CommandSide.shared();
    }

    private static WriteId taken(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        assertThat(answer.body().get("status").asString()).isEqualTo("pending");
        return WriteId.parse("write/" + answer.body().get("write_id").asString());
    }

    private static void sent(Object command) {
        await().atMost(30, SECONDS)
                .untilAsserted(
                        () -> assertThat(side.shopify().asked(Object.class)).contains(command));
    }

    @Test
    void changeAskedFor_isSentAsItWasMeant_emptyTextsAndListsToo() {
        WriteId all = taken(side.put("/api/v1/products/632910392", """
                {"store_id": 2, "title": " Cap ", "body_html": "", "vendor": null, "product_type": "Hats",
                 "status": "active", "tags": "b, a",
                 "variants": [{"id": 808950810, "price": 19.990, "compare_at_price": "", "sku": "C-1"}]}"""));
        sent(new SendProductUpdate(
                all,
                STORE,
                632910392,
                new ProductEdit(
                        "Cap",
                        "",
                        null,
                        "Hats",
                        "ACTIVE",
                        List.of("a", "b"),
                        List.of(new ProductEdit.Variant(808950810, "19.99", "", "C-1")))));
        WriteId tags = taken(side.put("/api/v1/products/632910392", "{\"store_id\": 2, \"tags\": []}"));
        sent(new SendProductUpdate(
                tags, STORE, 632910392, new ProductEdit(null, null, null, null, null, List.of(), List.of())));
    }

    @Test
    void deletionAskedFor_isSent() {
        WriteId write = taken(side.delete("/api/v1/products/632910393?store_id=2"));
        sent(new SendProductDeletion(write, STORE, 632910393));
    }

    @Test
    void stockAskedFor_isSent_comparedOrNot() {
        String body = "{\"store_id\": 2, \"item_id\": 5, \"location_id\": 6, \"available\": 0, \"change_from\": 3}";
        WriteId compared = taken(side.put("/api/v1/inventory/stock", body));
        sent(new SendStockSet(compared, STORE, new StockSetting(5, 6, 0, 3, "correction")));
        WriteId whatever = taken(side.put(
                "/api/v1/inventory/stock", body.replace("3}", "null, \"reason\": \"cycle_count_available\"}")));
        sent(new SendStockSet(whatever, STORE, new StockSetting(5, 6, 0, null, "cycle_count_available")));
        side.commands().sendAndWait(new ConfirmStockSet(compared), 10, SECONDS);
        assertThat(side.jdbc()
                        .queryForList(
                                "select payload_type from events.domain_event where aggregate_identifier = ?"
                                        + " order by sequence_number",
                                String.class,
                                compared.toString()))
                .containsExactly("write.StockSetRequested", "write.StockSetConfirmed");
        WriteId once = taken(side.put("/api/v1/inventory/stock", body, "Idempotency-Key", "s-1"));
        assertThat(taken(side.put("/api/v1/inventory/stock", body, "Idempotency-Key", "s-1")))
                .isEqualTo(once);
    }

    @Test
    void stockAskedForWrongly_tellsEachField() {
        Answer answer = side.put(
                "/api/v1/inventory/stock",
                "{\"store_id\": 2, \"item_id\": 0, \"reason\": \"Because!\", \"on_hand\": 1}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()
                        .get("errors")
                        .valueStream()
                        .map(wrong -> wrong.get("field").asString()))
                .containsExactly("item_id", "location_id", "available", "reason", "on_hand");
        for (String half : List.of("5.5", "\"many\"", "9999999999")) {
            String body = "{\"store_id\": 2, \"item_id\": 5, \"location_id\": 6, \"available\": " + half + "}";
            problem(side.put("/api/v1/inventory/stock", body), 400, "bad-request", "");
        }
    }

    @Test
    void sameKeyProductAndBody_isWrittenOnce() {
        String body = "{\"store_id\": 2, \"title\": \"Cap\"}";
        String key = "Idempotency-Key";
        WriteId first = taken(side.put("/api/v1/products/1", body, key, "c-1"));
        assertThat(taken(side.put("/api/v1/products/1", body, key, "c-1"))).isEqualTo(first);
        assertThat(taken(side.put("/api/v1/products/2", body, key, "c-1"))).isNotEqualTo(first);
        assertThat(taken(side.put("/api/v1/products/1", body.replace("Cap", "Hat"), key, "c-1")))
                .isNotEqualTo(first);
        assertThat(taken(side.put("/api/v1/products/1", body))).isNotEqualTo(first);
        WriteId deletion = taken(side.delete("/api/v1/products/1?store_id=2", key, "c-1"));
        assertThat(taken(side.delete("/api/v1/products/1?store_id=2", key, "c-1")))
                .isEqualTo(deletion);
        assertThat(deletion).isNotEqualTo(first);
    }

    @Test
    void everyWrongField_isTold_byItsPath() {
        Answer answer = side.put("/api/v1/products/1", """
                {"store_id": 2, "title": " ", "status": "sold", "price": 1,
                 "variants": [{"id": 5, "price": "-1", "colour": "red"}, {"price": 1}, {"id": 5, "sku": 7}]}""");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()
                        .get("errors")
                        .valueStream()
                        .map(wrong -> wrong.get("field").asString()))
                .containsExactly(
                        "title",
                        "status",
                        "variants.0.price",
                        "variants.0.colour",
                        "variants.1.id",
                        "variants.2.id",
                        "variants.2.sku",
                        "price");
    }

    @Test
    void askedWrongly_isToldWhatToDo() {
        problem(side.put("/api/v1/products/1", "{\"store_id\": 2}"), 400, "bad-request", "nothing to change");
        problem(side.put("/api/v1/products/1", "{\"title\": \"Cap\"}"), 400, "bad-request", "store_id");
        problem(side.put("/api/v1/products/1", "{\"store_id\": 99, \"title\": \"Cap\"}"), 404, "not-found", "99");
        problem(
                side.put("/api/v1/products/1", "{\"store_id\": 4, \"title\": \"Cap\"}"),
                409,
                "store-disconnected",
                "POST /api/v1/stores");
        problem(side.put("/api/v1/products/-1", "{\"store_id\": 2, \"title\": \"Cap\"}"), 400, "bad-request", "-1");
        problem(side.delete("/api/v1/products/0?store_id=2"), 400, "bad-request", "number");
        problem(side.delete("/api/v1/products/1"), 400, "bad-request", "store_id");
        problem(side.delete("/api/v1/products/1?store_id=4"), 409, "store-disconnected", "gone.myshopify.com");
    }

    private static void problem(Answer answer, int status, String kind, String hint) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().get("type").asString()).isEqualTo("urn:shopledger:problem:" + kind);
        assertThat(answer.body().get("detail").asString()).contains(hint);
    }
}
