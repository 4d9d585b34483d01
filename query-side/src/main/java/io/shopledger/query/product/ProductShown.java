package io.shopledger.query.product;

import io.shopledger.StoreId;
import io.shopledger.product.ProductId;
import io.shopledger.product.ProductRecord;
import io.shopledger.query.entity.EntityRow;
import io.shopledger.query.entity.Form;
import io.shopledger.query.entity.Shown;
import io.shopledger.query.list.Listing;
import org.springframework.stereotype.Component;

/** Products as the API shows them. */
@Component
class ProductShown implements Shown<ProductRecord> {

    @Override
    public String kind() {
        return "products";
    }

    @Override
    public String one() {
        return "product";
    }

    @Override
    public String gid() {
        return "Product";
    }

    @Override
    public String stream(StoreId store, long id) {
        return new ProductId(store, id).toString();
    }

    @Override
    public Class<ProductRecord> record() {
        return ProductRecord.class;
    }

    @Override
    public Class<? extends EntityRow> row() {
        return ProductRow.class;
    }

    @Override
    public Form<ProductRecord> form() {
        return ProductForm.FORM;
    }

    @Override
    public Listing listing() {
        return ProductListing.LISTING;
    }

    @Override
    public String example() {
        return """
                {"store_id":1,"id":632910392,"admin_graphql_api_id":"gid://shopify/Product/632910392","title":"Sunglasses",
                "body_html":"<p>Dark</p>","vendor":"Acme","product_type":"Eyewear","handle":"sunglasses","status":"active",
                "created_at":"2026-10-01T09:30:00Z","updated_at":"2026-10-02T11:00:00Z","tags":"dark, summer",
                "options":[{"id":594680422,"name":"Size","position":1,"values":["S"]}],
                "variants":[{"id":808950810,"title":"S","price":"403.00","compare_at_price":null,"sku":"SUN-S",
                "position":1,"inventory_policy":"deny","taxable":true,"barcode":null,"inventory_item_id":808950811,
                "option1":"S","option2":null,"option3":null}],"media":[],"images":[],
                "last_event":"ProductPriceChanged","last_event_at":"2026-10-02T11:00:00Z","version":3}""";
    }
}
