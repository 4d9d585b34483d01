package io.shopledger.query.audit;

import io.shopledger.change.Change;
import io.shopledger.customer.CustomerEvent;
import io.shopledger.inventory.InventoryItemEvent;
import io.shopledger.inventory.StockLevelEvent;
import io.shopledger.product.ProductEvent;
import io.shopledger.product.ProductVariant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what is a product's, a customer's, an inventory item's or a stock level's own to happen. */
final class KindsTold {
    private KindsTold() {}

    static boolean tell(ProductEvent event, Changes told) {
        if (event instanceof ProductEvent.ProductDetailsChanged e) {
            told.details(e.details(), e.lists());
        } else if (event instanceof ProductEvent.ProductPriceChanged e) {
            for (ProductEvent.PriceChange change : e.variants()) {
                scalar(told, change.variant(), "price", change.price());
                scalar(told, change.variant(), "compare_at_price", change.compareAtPrice());
            }
        } else if (event instanceof ProductEvent.ProductVariantsChanged e) {
            variants(e, told);
        } else if (event instanceof ProductEvent.ProductOptionsChanged e) {
            e.options().forEach(change -> told.item("options", change.from(), change.to()));
        } else if (event instanceof ProductEvent.ProductMediaChanged e) {
            e.media().forEach(change -> told.item("media", change.from(), change.to()));
            e.mediaVariants().forEach(change -> told.item("media_variants", change.from(), change.to()));
        } else if (event instanceof ProductEvent.ProductStatusChanged e) {
            told.field("status", e.from(), e.to());
        } else {
            return false;
        }
        return true;
    }

    static boolean tell(CustomerEvent event, Changes told) {
        if (event instanceof CustomerEvent.CustomerDetailsChanged e) {
            told.details(e.details(), e.lists());
        } else if (event instanceof CustomerEvent.CustomerStateChanged e) {
            told.field("state", e.from(), e.to());
        } else if (event instanceof CustomerEvent.CustomerConsentChanged e) {
            told.details(e.details(), List.of());
        } else if (event instanceof CustomerEvent.CustomerPersonalDetailsChanged e) {
            told.sealed("personal", e.from(), e.to());
        } else {
            return false;
        }
        return true;
    }

    static boolean tell(InventoryItemEvent event, Changes told) {
        if (event instanceof InventoryItemEvent.InventoryItemDetailsChanged e) {
            told.details(e.details(), e.lists());
        } else if (event instanceof InventoryItemEvent.InventoryItemCostChanged e) {
            told.field("cost", e.from(), e.to());
        } else {
            return false;
        }
        return true;
    }

    static boolean tell(StockLevelEvent event, Changes told) {
        if (event instanceof StockLevelEvent.StockLevelChanged e) {
            told.field("available", e.from(), e.to());
        } else if (event instanceof StockLevelEvent.StockLevelDetailsChanged e) {
            told.details(e.details(), List.of());
        } else {
            return false;
        }
        return true;
    }

    private static void variants(ProductEvent.ProductVariantsChanged event, Changes told) {
        event.added().forEach(variant -> told.item("variants", null, variant));
        event.removed().forEach(variant -> told.item("variants", variant, null));
        for (ProductEvent.VariantChange variant : event.changed()) {
            variant.details()
                    .forEach(change -> told.scalar(
                            path(variant.variant(), change.field()),
                            ProductVariant.FIELDS.parse(change.field(), change.from()),
                            ProductVariant.FIELDS.parse(change.field(), change.to())));
            variant.lists()
                    .forEach(
                            change -> told.scalar(path(variant.variant(), change.field()), change.from(), change.to()));
        }
    }

    private static void scalar(Changes told, long variant, String field, @Nullable Change<?> change) {
        if (change != null) {
            told.scalar(path(variant, field), change.from(), change.to());
        }
    }

    private static String path(long variant, String field) {
        return "variants/" + variant + "/" + field;
    }
}
