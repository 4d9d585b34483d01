package io.shopledger.command.write;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.command.CommandSide;
import io.shopledger.command.CommandSide.Answer;
import io.shopledger.store.Stores;
import io.shopledger.write.NewProduct;
import io.shopledger.write.ProductWriteCommand.ConfirmProductWrite;
import io.shopledger.write.ProductWriteCommand.SendProductWrite;
import io.shopledger.write.WriteId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProductWritesOnPostgresTest {
    private static CommandSide side;

    @BeforeAll
    static void start() throws Exception {
        side = CommandSide.shared();
    }

    @Test
    void productAskedFor_isSentAsItWasMeant_andEndsWithItsConfirmation() {
        Answer answer = side.post(
                "/api/v1/products",
                "{\"store_id\": 2, \"title\": \"Été: Hüte & Co \", \"price\": 19.990, \"tags\": \"b, a\","
                        + " \"status\": \"draft\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().get("status").asString()).isEqualTo("pending");
        String id = answer.body().get("write_id").asString();
        SendProductWrite sent = sent(id);
        assertThat(sent.product().title()).isEqualTo("Été: Hüte & Co");
        assertThat(sent.product().handle()).isEqualTo("ete-hute-co-" + id.substring(0, 8));
        assertThat(sent.product().price()).isEqualTo("19.99");
        assertThat(sent.product().tags()).containsExactly("a", "b");
        assertThat(sent.product().status()).isEqualTo("DRAFT");

        side.commands().sendAndWait(new ConfirmProductWrite(sent.writeId(), 7), 10, SECONDS);

        await().until(
                        () -> side.jdbc()
                                .queryForObject(
                                        "select count(*) from ledger.association_value_entry where association_value = ?",
                                        Long.class,
                                        "write/" + id),
                        left -> left == 0);
        assertThat(stored(id)).containsExactly("write.ProductWriteRequested", "write.ProductWriteConfirmed");
    }

    @Test
    void bulk_takesWhatIsGoodAndSaysWhatIsWrongWithTheRest() {
        Answer answer = side.post("/api/v1/products/bulk", """
                {"store_id": 2, "products": [
                  {"title": "Good", "price": "10.50"},
                  {"title": " ", "price": 1},
                  {"title": "Negative", "price": "-1"},
                  {"title": "Words", "price": "ten"},
                  {"title": "Precise", "price": "1.00001"},
                  {"title": "Odd", "colour": "red", "size": {"a": [1]}},
                  {"title": 7},
                  null,
                  {"title": "Free", "price": 0}]}""");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().get("accepted").asInt()).isEqualTo(2);
        assertThat(answer.body().get("refused").asInt()).isEqualTo(7);
        List<String> states = answer.body()
                .get("products")
                .valueStream()
                .map(item -> item.get("status").asString())
                .toList();
        assertThat(states)
                .containsExactly(
                        "pending", "refused", "refused", "refused", "refused", "refused", "refused", "refused",
                        "pending");
        assertThat(answer.body()
                        .get("errors")
                        .valueStream()
                        .map(wrong -> wrong.get("index").asInt() + " "
                                + wrong.get("field").asString()))
                .containsExactly(
                        "1 title", "2 price", "3 price", "4 price", "5 colour", "5 size", "6 title", "7 title");
        assertThat(answer.body().at("/products/5/error").asString())
                .contains("colour", "size")
                .contains("title, price, compare_at_price");
        assertThat(answer.body().at("/products/2/error").asString())
                .contains("price")
                .contains("19.99");
        assertThat(answer.body().at("/products/2/title").asString()).isEqualTo("Negative");
        sent(answer.body().at("/products/0/write_id").asString());
        sent(answer.body().at("/products/8/write_id").asString());
    }

    @Test
    void variantsAndMedia_areSentAsTheyWereMeant() {
        Answer answer = side.post("/api/v1/products", """
                {"store_id": 2, "title": "Shirt", "options": [{"name": "Size"}],
                 "variants": [{"option1": "S", "price": 12345678901.2345, "sku": "S-1"},
                              {"option1": "L", "price": "11", "compare_at_price": 12.50}],
                 "media": [{"src": "https://cdn.example/a.png", "alt": "Front"}, {"src": "http://cdn.example/b.png"}]}""");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        NewProduct sent = sent(answer.body().get("write_id").asString()).product();
        assertThat(sent.options()).containsExactly("Size");
        assertThat(sent.variants())
                .containsExactly(
                        new NewProduct.Variant(List.of("S"), "12345678901.2345", null, "S-1"),
                        new NewProduct.Variant(List.of("L"), "11", "12.5", null));
        assertThat(sent.media())
                .containsExactly(
                        new NewProduct.Medium("https://cdn.example/a.png", "Front"),
                        new NewProduct.Medium("http://cdn.example/b.png", null));
    }

    @Test
    void wrongListsInBulk_spoilTheirOwnProductOnly_fieldByField() {
        Answer answer = side.post("/api/v1/products/bulk", """
                {"store_id": 2, "products": [
                  {"title": "Good"},
                  {"title": "A", "variants": "two"},
                  {"title": "B", "options": [{"name": "Size"}]},
                  {"title": "C", "price": 1, "variants": [{"price": 2}]},
                  {"title": "D", "variants": [{"price": 1}, {"price": 2}]},
                  {"title": "E", "options": [{"name": "Size"}],
                   "variants": [{"option1": "S", "option2": "red"}, {"price": "ten"}, {"option1": "L", "barcode": 7}]},
                  {"title": "F", "media": [{"src": "file:///etc/passwd"}, {"src": "https://cdn.example/a.png", "size": 1}, 7]},
                  {"title": "G", "options": [{"name": "A"}, {"name": "A"}], "variants": [{"option1": "1", "option2": "2"}]}]}""");
        assertThat(answer.body().get("accepted").asInt()).isEqualTo(1);
        assertThat(answer.body()
                        .get("errors")
                        .valueStream()
                        .map(wrong -> wrong.get("index").asInt() + " "
                                + wrong.get("field").asString()))
                .containsExactly(
                        "1 variants",
                        "2 variants",
                        "3 variants",
                        "4 variants.1.option1",
                        "5 variants.0.option2",
                        "5 variants.1.option1",
                        "5 variants.1.price",
                        "5 variants.2.barcode",
                        "6 media.0.src",
                        "6 media.1.size",
                        "6 media.2",
                        "7 options.1.name");
        sent(answer.body().at("/products/0/write_id").asString());
    }

    @Test
    void sameKeyAndBody_isWrittenOnce_otherBodyOrKeyIsAnother() {
        String two = "{\"store_id\": 2, \"products\": [{\"title\": \"Twin\"}, {\"title\": \"Twin\"}]}";
        List<String> first = ids(side.post("/api/v1/products/bulk", two, "Idempotency-Key", "k-1"));
        List<String> again = ids(side.post("/api/v1/products/bulk", two, "Idempotency-Key", "k-1"));
        List<String> otherKey = ids(side.post("/api/v1/products/bulk", two, "Idempotency-Key", "k-2"));
        List<String> without = ids(side.post("/api/v1/products/bulk", two));
        List<String> otherStore =
                ids(side.post("/api/v1/products/bulk", two.replace("2,", "3,"), "Idempotency-Key", "k-1"));

        assertThat(first).doesNotHaveDuplicates().isEqualTo(again);
        assertThat(otherKey).doesNotContainAnyElementsOf(first);
        assertThat(without).doesNotContainAnyElementsOf(first);
        assertThat(otherStore).doesNotContainAnyElementsOf(first);
        first.forEach(id -> assertThat(stored(id)).containsExactly("write.ProductWriteRequested"));
        first.forEach(ProductWritesOnPostgresTest::sent);
    }

    @Test
    void askedWrongly_isToldWhatToDo() {
        problem("/api/v1/products", "{\"title\": \"Hat\"}", 400, "bad-request", "store_id");
        problem("/api/v1/products", "{\"store_id\": 99, \"title\": \"Hat\"}", 404, "not-found", Stores.unknown(99));
        problem("/api/v1/products", "{\"store_id\": 2}", 400, "bad-request", "title");
        problem("/api/v1/products", "{\"store_id\": 2, \"title\": \"Hat\", \"cost\": 1}", 400, "bad-request", "cost");
        problem("/api/v1/products/bulk", "{\"store_id\": 2, \"products\": []}", 400, "bad-request", "250");
        String many = "{\"title\": \"x\"},".repeat(250) + "{\"title\": \"x\"}";
        problem("/api/v1/products/bulk", "{\"store_id\": 2, \"products\": [" + many + "]}", 400, "bad-request", "250");
    }

    @Test
    void everyWrongField_isTold_notOnlyTheFirst() {
        Answer answer = side.post(
                "/api/v1/products",
                "{\"store_id\": 2, \"title\": 7, \"price\": \"ten\", \"status\": \"sold\", \"tags\": 1, \"cost\": 1}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("title").asString()).isEqualTo("Bad Request");
        assertThat(answer.body()
                        .get("errors")
                        .valueStream()
                        .map(wrong -> wrong.get("field").asString()))
                .containsExactly("title", "price", "status", "tags", "cost");
        assertThat(answer.body().at("/errors/1/message").asString()).contains("price cannot be used", "19.99");
        assertThat(answer.body().get("detail").asString()).contains("title is not a text", "tags cannot be used");
    }

    @Test
    void storeThatWasLetGo_takesNothing() {
        String hat = "{\"store_id\": 4, \"title\": \"Hat\"}";
        problem("/api/v1/products", hat, 409, "store-disconnected", "POST /api/v1/stores");
        problem(
                "/api/v1/products/bulk",
                "{\"store_id\": 4, \"products\": [" + hat + "]}",
                409,
                "store-disconnected",
                "gone.myshopify.com");
        for (String type : List.of("products", "orders", "customers", "inventory", "full")) {
            problem("/api/v1/sync/" + type, "{\"store_id\": 4}", 409, "store-disconnected", "POST /api/v1/stores");
        }
        assertThat(side.shopify().asked(SendProductWrite.class))
                .noneMatch(asked -> asked.store().equals(CommandSide.GONE));
    }

    private static void problem(String path, String body, int status, String kind, String hint) {
        Answer answer = side.post(path, body);
        assertThat(answer.status()).as(body).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.body().get("type").asString()).isEqualTo("urn:shopledger:problem:" + kind);
        assertThat(answer.body().get("detail").asString()).contains(hint);
    }

    private static List<String> ids(Answer answer) {
        assertThat(answer.status()).isEqualTo(202);
        return answer.body()
                .get("products")
                .valueStream()
                .map(item -> item.get("write_id").asString())
                .toList();
    }

    private static SendProductWrite sent(String id) {
        WriteId write = WriteId.parse("write/" + id);
        return await().atMost(30, SECONDS)
                .until(
                        () -> side.shopify().asked(SendProductWrite.class).stream()
                                .filter(asked -> asked.writeId().equals(write))
                                .findAny()
                                .orElse(null),
                        Objects::nonNull);
    }

    private static List<String> stored(String id) {
        return side.jdbc()
                .queryForList(
                        "select payload_type from events.domain_event where aggregate_identifier = ?"
                                + " order by sequence_number",
                        String.class,
                        "write/" + id);
    }
}
