package io.shopledger.query.write;

import static io.shopledger.query.OrderStory.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.StoreId;
import io.shopledger.query.QuerySide;
import io.shopledger.write.NewProduct;
import io.shopledger.write.ProductEdit;
import io.shopledger.write.ProductWriteCommand.UserError;
import io.shopledger.write.ProductWriteEvent;
import io.shopledger.write.ProductWriteEvent.*;
import io.shopledger.write.StockSetting;
import io.shopledger.write.WriteId;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Product writes over HTTP, from their events alone. */
class WriteTest extends QuerySide {
    private static final StoreId STORE = new StoreId(1);

    @Test
    void pending_thenConfirmedOrRejected() {
        WriteId confirmed = WriteId.random();
        WriteId rejected = WriteId.random();
        append(requested(confirmed));
        append(requested(rejected));
        caughtUp("writes");
        JsonNode pending = read(confirmed);
        assertThat(pending.get("status").asString()).isEqualTo("pending");
        assertThat(pending.get("title").asString()).isEqualTo("Shades");
        assertThat(pending.get("product_id").isNull()).isTrue();

        append(new ProductWriteConfirmed(confirmed, STORE, 632910392L, MONDAY.plusSeconds(1)));
        append(new ProductWriteRejected(
                rejected, STORE, List.of(new UserError("input.title", "BLANK", "can't be blank")), MONDAY));
        caughtUp("writes");
        assertThat(read(confirmed).get("status").asString()).isEqualTo("confirmed");
        assertThat(read(confirmed).get("product_id").asLong()).isEqualTo(632910392L);
        assertThat(read(rejected).get("status").asString()).isEqualTo("rejected");
        assertThat(read(rejected).at("/errors/0/message").asString()).isEqualTo("can't be blank");
    }

    @Test
    void eachKind_isTold_withTheProductItIsAbout() {
        WriteId created = WriteId.random();
        WriteId updated = WriteId.random();
        WriteId deleted = WriteId.random();
        append(requested(created));
        append(new ProductUpdateRequested(
                updated, STORE, 632910392L, new ProductEdit("Cap", null, null, null, null, null, List.of()), MONDAY));
        append(new ProductDeletionRequested(deleted, STORE, 632910392L, MONDAY));
        append(new ProductWriteRejected(deleted, STORE, List.of(new UserError("id", null, "not there")), MONDAY));
        caughtUp("writes");
        assertThat(read(created).get("kind").asString()).isEqualTo("create");
        assertThat(read(updated).get("kind").asString()).isEqualTo("update");
        assertThat(read(updated).get("title").asString()).isEqualTo("Cap");
        assertThat(read(updated).get("handle").isNull()).isTrue();
        assertThat(read(updated).get("product_id").asLong()).isEqualTo(632910392L);
        assertThat(read(deleted).get("kind").asString()).isEqualTo("delete");
        assertThat(read(deleted).get("status").asString()).isEqualTo("rejected");
        assertThat(read(deleted).get("product_id").asLong()).isEqualTo(632910392L);
    }

    @Test
    void stock_isTold_andWhetherItWasSet() {
        WriteId stock = WriteId.random();
        append(new StockSetRequested(stock, STORE, new StockSetting(5, 6, 0, null, "correction"), MONDAY));
        append(new StockSetConfirmed(stock, STORE, MONDAY.plusSeconds(1)));
        caughtUp("writes");
        JsonNode told = read(stock);
        assertThat(told.get("kind").asString()).isEqualTo("stock");
        assertThat(told.get("status").asString()).isEqualTo("confirmed");
        assertThat(told.at("/stock/item_id").asLong()).isEqualTo(5);
        assertThat(told.at("/stock/available").asInt(-1)).isZero();
        assertThat(told.at("/stock/change_from").isNull()).isTrue();
        assertThat(told.get("product_id").isNull()).isTrue();
    }

    /** Many times, for the projection may be quick: whoever was told an id can ask for it at once. */
    @Test
    void takenJustNow_isPendingBeforeItsRowIsThere() {
        for (int i = 0; i < 20; i++) {
            WriteId write = WriteId.random();
            append(requested(write));
            assertThat(read(write).path("status").asString("not found")).isEqualTo("pending");
        }
    }

    @Test
    void endedJustNow_isNotPending_howeverFarBehindItsRowIs() {
        WriteId write = WriteId.random();
        append(requested(write));
        caughtUp("writes");
        projection("writes").shutDown();
        try {
            append(new ProductWriteConfirmed(write, STORE, 632910392L, MONDAY.plusSeconds(1)));
            assertThat(read(write).get("status").asString()).isEqualTo("confirmed");
            assertThat(read(write).get("completed_at").asString())
                    .isEqualTo(MONDAY.plusSeconds(1).toString());
        } finally {
            projection("writes").start();
        }
    }

    @Test
    void unknown_saysWhereItsIdStands() {
        assertThat(read(WriteId.random()).get("detail").asString()).contains("the answer that took it");
        assertThat(get("/api/v1/products/writes/7").statusCode()).isEqualTo(400);
    }

    private JsonNode read(WriteId id) {
        return json("/api/v1/products/writes/" + id.value());
    }

    private void append(ProductWriteEvent event) {
        append(List.of(event), one -> ((ProductWriteEvent) one).writeId().toString());
    }

    private static ProductWriteRequested requested(WriteId id) {
        return new ProductWriteRequested(
                id,
                STORE,
                new NewProduct("Shades", "shades-1", "403", null, null, null, null, null, null, List.of()),
                MONDAY);
    }
}
