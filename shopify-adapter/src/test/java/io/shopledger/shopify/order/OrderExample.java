package io.shopledger.shopify.order;

import io.shopledger.shopify.observation.TwoShapes;
import java.util.regex.Pattern;

/** One order in both shapes, paid in another currency than the shop's, shipped in part, refunded in part. */
final class OrderExample {
    private static final Pattern BAG = Pattern.compile("\\$\\{([0-9.]+) ([0-9.]+)}");

    private OrderExample() {}

    /** {@code ${10 11}} stands for 10 EUR, shown to the customer as 11 USD. */
    static TwoShapes both() {
        return TwoShapes.of(
                BAG.matcher(WEBHOOK)
                        .replaceAll("{\"shop_money\":{\"amount\":\"$1\",\"currency_code\":\"EUR\"},"
                                + "\"presentment_money\":{\"amount\":\"$2\",\"currency_code\":\"USD\"}}"),
                BAG.matcher(GRAPHQL)
                        .replaceAll("{\"shopMoney\":{\"amount\":\"$1\",\"currencyCode\":\"EUR\"},"
                                + "\"presentmentMoney\":{\"amount\":\"$2\",\"currencyCode\":\"USD\"}}"));
    }

    private static final String WEBHOOK = """
            {"id":820982911946154508,"admin_graphql_api_id":"gid://shopify/Order/820982911946154508","app_id":580111,
             "browser_ip":"203.0.113.9","cancel_reason":null,"cancelled_at":null,"client_details":{"user_agent":"Moz"},
             "closed_at":null,"confirmation_number":"ABC","confirmed":true,"contact_email":"zoe@example.com",
             "created_at":"2025-12-31T19:00:00-05:00","currency":"EUR","customer_locale":"de-DE",
             "current_subtotal_price":"18.00","current_subtotal_price_set":${18.00 19.80},
             "current_total_discounts":"2.00","current_total_discounts_set":${2.00 2.20},
             "current_total_price":"23.00","current_total_price_set":${23.00 25.30},
             "current_total_tax":"2.87","current_total_tax_set":${2.87 3.16},
             "discount_codes":[{"code":"SPRING","amount":"2.00","type":"fixed_amount"},{"code":"A1","amount":"0.00","type":"x"}],
             "email":"zoe@example.com","financial_status":"partially_refunded","fulfillment_status":"partial",
             "landing_site":"/","landing_site_ref":null,"location_id":24826418,"name":"#1001","note":"ring\\ntwice",
             "note_attributes":[{"name":"gift","value":"yes"},{"name":"count","value":2}],"number":1,"order_number":1001,
             "order_status_url":"https://x.example/1/orders/t/authenticate?key=k","payment_gateway_names":["bogus","gift_card"],
             "phone":null,"po_number":"","presentment_currency":"USD","processed_at":"2026-01-01T01:00:00+01:00",
             "referring_site":"","source_name":"web","subtotal_price":"38.00","subtotal_price_set":${38.00 41.80},
             "tags":"vip, Gift","tax_lines":[{"title":"VAT","rate":0.190,"price":"6.87","price_set":${6.87 7.55}}],
             "taxes_included":true,"test":false,"total_discounts":"2.00","total_discounts_set":${2.00 2.20},
             "total_line_items_price":"40.00","total_line_items_price_set":${40.00 44.00},
             "total_price":"43.00","total_price_set":${43.00 47.30},"total_shipping_price_set":${5.00 5.50},
             "total_tax":"6.87","total_tax_set":${6.87 7.55},"total_weight":400,"updated_at":"2026-11-01T13:00:00+01:00",
             "billing_address":{"first_name":"","address1":"Weg 1","phone":null,"city":"Bonn","zip":"53111","province":null,
               "country":"Germany","last_name":null,"address2":"","company":"Acme","latitude":50.7340,"longitude":7,
               "name":"","country_code":"DE","province_code":null},
             "shipping_address":{"first_name":"Zoë","address1":"1 Elm","phone":"555","city":"Ottawa","zip":"K2P 2L8",
               "province":"Ontario","country":"Canada","last_name":"Ng","address2":"Flat 2","company":null,"latitude":null,
               "longitude":null,"name":"Zoë Ng","country_code":"CA","province_code":"ON"},"customer":{"id":115310627314723954,"email":"zoe@example.com"},
             "fulfillments":[{"id":255858046,"name":"#1001.1","status":"success","created_at":"2026-01-02T00:00:00Z",
               "location_id":24826418,"tracking_company":"DHL","tracking_number":"JD1","tracking_numbers":["JD1","JD2"],
               "line_items":[{"id":11,"quantity":1}]}],
             "line_items":[
               {"id":12,"product_id":null,"variant_id":null,"title":"Engraving","variant_title":"","sku":"","vendor":null,
                "quantity":2,"current_quantity":0,"fulfillable_quantity":0,"price":"10.00","price_set":${10.00 11.00},
                "total_discount":"0.00","total_discount_set":${0.00 0.00},"requires_shipping":false,"taxable":false,
                "gift_card":false,"properties":[{"name":"text","value":"für Zoë"},{"name":"size","value":7.5}],"tax_lines":[]},
               {"id":11,"product_id":632910392,"variant_id":39072856,"title":"Mug","variant_title":"Blue","sku":"MUG",
                "vendor":"Acme","quantity":2,"current_quantity":2,"fulfillable_quantity":1,"price":"10.00",
                "price_set":${10.00 11.00},"total_discount":"2.00","total_discount_set":${2.00 2.20},
                "requires_shipping":true,"taxable":true,"gift_card":false,"properties":[],
                "tax_lines":[{"title":"VAT","rate":0.19,"price":"2.87","price_set":${2.87 3.16}}]}],
             "shipping_lines":[{"id":369256396,"title":"Standard","code":"STD","source":"shopify","price":"5.00",
                "price_set":${5.00 5.50},"discounted_price":"5.00","discounted_price_set":${5.00 5.50}}],
             "refunds":[{"id":509562969,"created_at":"2026-01-03T00:00:00Z","note":"too small",
               "refund_line_items":[{"id":104689539,"line_item_id":12,"quantity":2,"restock_type":"no_restock",
                 "subtotal":20.00,"subtotal_set":${20.00 22.00}}],
               "transactions":[{"id":179259969,"kind":"refund","status":"success","gateway":"bogus","amount":"22.00",
                 "currency":"USD"}]}]}
            """;

    private static final String GRAPHQL = """
            {"id":"gid://shopify/Order/820982911946154508","name":"#1001","number":1001,"createdAt":"2026-01-01T00:00:00Z",
             "processedAt":"2026-01-01T00:00:00Z","updatedAt":"2026-11-01T12:00:00Z","cancelledAt":null,"cancelReason":null,
             "closedAt":null,"currencyCode":"EUR","presentmentCurrencyCode":"USD",
             "displayFinancialStatus":"PARTIALLY_REFUNDED","displayFulfillmentStatus":"PARTIALLY_FULFILLED","confirmed":true,
             "confirmationNumber":"ABC","test":false,"taxesIncluded":true,"customerLocale":"de-DE","sourceName":"web",
             "poNumber":null,"totalWeight":"400","tags":["Gift","vip"],"paymentGatewayNames":["bogus","gift_card"],
             "discountCodes":["A1","SPRING"],"email":"zoe@example.com","phone":"","note":"ring\\ntwice",
             "clientIp":"203.0.113.9","statusPageUrl":"https://x.example/1/orders/t/authenticate?key=k",
             "customAttributes":[{"key":"gift","value":"yes"},{"key":"count","value":"2"}],
             "customer":{"id":"gid://shopify/Customer/115310627314723954"},"app":{"id":"gid://shopify/App/580111"},
             "retailLocation":{"id":"gid://shopify/Location/24826418"},
             "billingAddress":{"firstName":null,"lastName":null,"name":null,"company":"Acme","address1":"Weg 1",
               "address2":null,"city":"Bonn","province":null,"provinceCode":null,"country":"Germany","countryCodeV2":"DE",
               "zip":"53111","phone":null,"latitude":50.734,"longitude":7.0},
             "shippingAddress":{"firstName":"Zoë","lastName":"Ng","name":"Zoë Ng","company":null,"address1":"1 Elm",
               "address2":"Flat 2","city":"Ottawa","province":"Ontario","provinceCode":"ON","country":"Canada",
               "countryCodeV2":"CA","zip":"K2P 2L8","phone":"555","latitude":null,"longitude":null},
             "customerJourneySummary":{"firstVisit":{"landingPage":"/","referrerUrl":null},
               "lastVisit":{"landingPage":"/","referrerUrl":null}},
             "totalPriceSet":${43.0 47.3},"subtotalPriceSet":${38.0 41.8},"totalTaxSet":${6.87 7.55},
             "totalDiscountsSet":${2.0 2.2},"totalShippingPriceSet":${5.0 5.5},"currentTotalPriceSet":${23.0 25.3},
             "currentSubtotalPriceSet":${18.0 19.8},"currentTotalTaxSet":${2.87 3.16},"currentTotalDiscountsSet":${2.0 2.2},
             "taxLines":[{"title":"VAT","rate":0.19,"priceSet":${6.87 7.55}}],
             "lineItems":{"nodes":[
               {"id":"gid://shopify/LineItem/11","title":"Mug","name":"Mug - Blue","variantTitle":"Blue","sku":"MUG",
                "vendor":"Acme","quantity":2,"currentQuantity":2,"unfulfilledQuantity":1,"requiresShipping":true,
                "taxable":true,"isGiftCard":false,"product":{"id":"gid://shopify/Product/632910392"},
                "variant":{"id":"gid://shopify/ProductVariant/39072856"},"originalUnitPriceSet":${10.0 11.0},
                "totalDiscountSet":${2.0 2.2},"taxLines":[{"title":"VAT","rate":0.19,"priceSet":${2.87 3.16}}],
                "customAttributes":[]},
               {"id":"gid://shopify/LineItem/12","title":"Engraving","name":"Engraving","variantTitle":null,"sku":null,
                "vendor":"","quantity":2,"currentQuantity":0,"unfulfilledQuantity":0,"requiresShipping":false,
                "taxable":false,"isGiftCard":false,"product":null,"variant":null,"originalUnitPriceSet":${10.0 11.0},
                "totalDiscountSet":${0.0 0.0},"taxLines":[],
                "customAttributes":[{"key":"text","value":"für Zoë"},{"key":"size","value":"7.5"}]}],
               "pageInfo":{"hasNextPage":false,"endCursor":"a"}},
             "shippingLines":{"nodes":[{"id":"gid://shopify/ShippingLine/369256396","title":"Standard","code":"STD",
                "source":"shopify","isRemoved":false,"originalPriceSet":${5.0 5.5},"discountedPriceSet":${5.0 5.5}}],
               "pageInfo":{"hasNextPage":false,"endCursor":"b"}},
             "refunds":[{"id":"gid://shopify/Refund/509562969","createdAt":"2026-01-03T00:00:00Z","note":"too small",
               "refundLineItems":{"nodes":[{"id":"gid://shopify/RefundLineItem/104689539","quantity":2,
                  "restockType":"NO_RESTOCK","subtotalSet":${20.0 22.0},"lineItem":{"id":"gid://shopify/LineItem/12"}}],
                "pageInfo":{"hasNextPage":false,"endCursor":"c"}},
               "transactions":{"nodes":[{"id":"gid://shopify/OrderTransaction/179259969","kind":"REFUND",
                  "status":"SUCCESS","gateway":"bogus","amountSet":${20.0 22.0}}],
                "pageInfo":{"hasNextPage":false,"endCursor":"d"}}}],
             "fulfillments":[{"id":"gid://shopify/Fulfillment/255858046","name":"#1001.1","status":"SUCCESS",
               "createdAt":"2026-01-02T00:00:00Z","location":{"id":"gid://shopify/Location/24826418"},
               "trackingInfo":[{"company":"DHL","number":"JD1"},{"company":"DHL","number":"JD2"}],
               "fulfillmentLineItems":{"nodes":[{"id":"gid://shopify/FulfillmentLineItem/9","quantity":1,
                  "lineItem":{"id":"gid://shopify/LineItem/11"}}],"pageInfo":{"hasNextPage":false,"endCursor":"e"}}}]}
            """;
}
