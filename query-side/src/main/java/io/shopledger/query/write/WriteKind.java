package io.shopledger.query.write;

import io.shopledger.query.entity.Column;
import io.shopledger.query.entity.Kind;
import io.shopledger.query.entity.RowKey;
import io.shopledger.query.entity.Turn;
import io.shopledger.write.ProductWriteEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Product writes as rows: {@code shopify_product_writes}. */
final class WriteKind implements Kind<WriteState, ProductWriteEvent> {
    private static final RowKey KEY = new RowKey("uuid", List.of("write_id"));

    private static final List<Column<WriteState>> COLUMNS = List.of(
            new Column<>("store_id", WriteState::store),
            new Column<>("status", WriteState::status),
            new Column<>("product_id", WriteState::product));

    @Override
    public String table() {
        return "shopify_product_writes";
    }

    @Override
    public String streams() {
        return "write";
    }

    @Override
    public RowKey key() {
        return KEY;
    }

    @Override
    public Class<WriteState> record() {
        return WriteState.class;
    }

    @Override
    public Class<ProductWriteEvent> events() {
        return ProductWriteEvent.class;
    }

    @Override
    public String stream(ProductWriteEvent event) {
        return event.writeId().toString();
    }

    @Override
    public Instant at(ProductWriteEvent event) {
        return event.at();
    }

    @Override
    public Turn turn(ProductWriteEvent event) {
        return event.begins() ? Turn.BEGINS : Turn.CHANGES;
    }

    @Override
    public WriteState after(@Nullable WriteState before, ProductWriteEvent event) {
        return WriteState.after(before, event);
    }

    @Override
    public List<Column<WriteState>> columns() {
        return COLUMNS;
    }
}
