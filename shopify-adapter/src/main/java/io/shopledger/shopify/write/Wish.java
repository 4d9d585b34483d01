package io.shopledger.shopify.write;

import io.shopledger.stored.StoredJson;
import io.shopledger.write.NewProduct;
import io.shopledger.write.ProductEdit;
import io.shopledger.write.StockSetting;
import java.util.Locale;

/** What a write is to do. Its kind and its JSON stand in {@code ledger.write_job}. */
sealed interface Wish {

    /** A product is to be made. */
    record Create(NewProduct product) implements Wish {}

    /** @param product Shopify's number of it */
    record Update(long product, ProductEdit edit) implements Wish {}

    /** @param product Shopify's number of it */
    record Delete(long product) implements Wish {}

    /** So many there are to be. */
    record Stock(StockSetting setting) implements Wish {}

    /** @return the word in the column {@code kind} */
    default String kind() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    default String json() {
        return StoredJson.text(this instanceof Create create ? create.product() : (Record) this);
    }

    /** The contrary of {@link #kind} and {@link #json}. */
    static Wish read(String kind, String json) {
        return switch (kind) {
            case "create" -> new Create(StoredJson.read(json, NewProduct.class));
            case "update" -> StoredJson.read(json, Update.class);
            case "delete" -> StoredJson.read(json, Delete.class);
            case "stock" -> StoredJson.read(json, Stock.class);
            default -> throw new IllegalArgumentException("A write of an unknown kind: " + kind);
        };
    }
}
