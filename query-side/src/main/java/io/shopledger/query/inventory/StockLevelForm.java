package io.shopledger.query.inventory;

import io.shopledger.RecordFields;
import io.shopledger.inventory.StockLevelRecord;
import io.shopledger.query.entity.Form;

/** A stock level's fields as Shopify's webhook writes them. */
public final class StockLevelForm implements Form<StockLevelRecord> {
    public static final StockLevelForm FORM = new StockLevelForm();

    private StockLevelForm() {}

    @Override
    public RecordFields<StockLevelRecord> fields() {
        return StockLevelRecord.FIELDS;
    }
}
