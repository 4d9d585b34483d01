package io.shopledger.shopify.product;

import static io.shopledger.shopify.observation.TwoShapes.OPEN;
import static io.shopledger.shopify.observation.TwoShapes.READ;
import static io.shopledger.shopify.observation.TwoShapes.WEBHOOK;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.Money;
import io.shopledger.history.StoreKind;
import io.shopledger.product.MediaVariants;
import io.shopledger.product.ProductCommand.ObserveProduct;
import io.shopledger.product.ProductRecord;
import io.shopledger.shopify.observation.Fragments;
import io.shopledger.shopify.observation.TwoShapes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductTwoShapesTest {
    private final TwoShapes shirt = TwoShapes.of("""
            {"id":788032119674292922,"admin_graphql_api_id":"gid://shopify/Product/788032119674292922","title":"Shirt ❤",
             "body_html":"<p>Soft &amp; warm</p>","vendor":"Acme","product_type":"Shirts","handle":"shirt","status":"active",
             "published_scope":"web","created_at":"2025-12-31T19:00:00-05:00","published_at":"2026-01-01T01:00:00+01:00",
             "updated_at":"2026-11-01T08:00:00-04:00","template_suffix":null,"tags":"summer, Sale, a b",
             "options":[{"id":12,"product_id":788032119674292922,"name":"Size","position":1,"values":["S","M"]},
                        {"id":11,"product_id":788032119674292922,"name":"Colour","position":2,"values":["red"]}],
             "variants":[
               {"id":22,"title":"M / red","price":"10.50","compare_at_price":null,"sku":"","barcode":null,"position":2,
                "taxable":false,"inventory_policy":"continue","inventory_item_id":9007199254740993,"inventory_quantity":4,
                "created_at":"2026-01-01T00:00:00Z","option1":"M","option2":"red","option3":null,"image_id":null},
               {"id":21,"title":"S / red","price":"10.00","compare_at_price":"12.00","sku":"S-1","barcode":"4006381333931",
                "position":1,"taxable":true,"inventory_policy":"deny","inventory_item_id":31,"inventory_quantity":7,
                "created_at":"2025-12-31T19:00:00-05:00","option1":"S","option2":"red","option3":null,"image_id":5}],
             "variant_gids":[{"admin_graphql_api_id":"gid://shopify/ProductVariant/21","updated_at":"2026-01-01T00:00:00.000Z"},
               {"admin_graphql_api_id":"gid://shopify/ProductVariant/22","updated_at":"2026-01-01T00:00:00.000Z"}],
             "images":[],"image":null,
             "media":[
               {"id":41,"position":1,"alt":null,"media_content_type":"IMAGE","status":"READY","variant_ids":[21],
                "preview_image":{"src":"https://cdn.example/a.png?v=1","width":640,"height":480,"status":"READY"}},
               {"id":40,"position":2,"alt":"How to wash","media_content_type":"VIDEO","status":"PROCESSING","variant_ids":[],
                "preview_image":null}],
             "has_variants_that_requires_components":false,"category":{
               "admin_graphql_api_id":"gid://shopify/TaxonomyCategory/aa","name":"Shirts","full_name":"Apparel > Shirts"}}
            """, """
            {"id":"gid://shopify/Product/788032119674292922","title":"Shirt ❤","descriptionHtml":"<p>Soft &amp; warm</p>",
             "vendor":"Acme","productType":"Shirts","handle":"shirt","status":"ACTIVE","tags":["Sale","a b","summer"],
             "templateSuffix":null,"publishedAt":"2026-01-01T00:00:00Z","createdAt":"2026-01-01T00:00:00Z",
             "updatedAt":"2026-11-01T12:00:00Z","hasVariantsThatRequiresComponents":false,
             "category":{"id":"gid://shopify/TaxonomyCategory/aa","name":"Shirts","fullName":"Apparel > Shirts"},"seo":{"title":"Buy a shirt","description":null},
             "options":[{"id":"gid://shopify/ProductOption/12","name":"Size","position":1,"values":["S","M"]},
                        {"id":"gid://shopify/ProductOption/11","name":"Colour","position":2,"values":["red"]}],
             "variants":{"nodes":[
               {"id":"gid://shopify/ProductVariant/21","title":"S / red","price":"10.0","compareAtPrice":"12.00","sku":"S-1",
                "barcode":"4006381333931","position":1,"taxable":true,"inventoryPolicy":"DENY",
                "createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z",
                "selectedOptions":[{"name":"Size","value":"S"},{"name":"Colour","value":"red"}],
                "inventoryItem":{"id":"gid://shopify/InventoryItem/31","requiresShipping":true,
                  "measurement":{"weight":{"value":0.2,"unit":"KILOGRAMS"}}},
                "media":{"nodes":[{"id":"gid://shopify/MediaImage/41"}],"pageInfo":{"hasNextPage":false,"endCursor":"x"}}},
               {"id":"gid://shopify/ProductVariant/22","title":"M / red","price":"10.50","compareAtPrice":null,"sku":null,
                "barcode":"","position":2,"taxable":false,"inventoryPolicy":"CONTINUE",
                "createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z",
                "selectedOptions":[{"name":"Size","value":"M"},{"name":"Colour","value":"red"}],
                "inventoryItem":{"id":"gid://shopify/InventoryItem/9007199254740993","requiresShipping":true,
                  "measurement":{"weight":null}},
                "media":{"nodes":[],"pageInfo":{"hasNextPage":false,"endCursor":null}}}],
               "pageInfo":{"hasNextPage":false,"endCursor":"y"}},
             "media":{"nodes":[
               {"id":"gid://shopify/MediaImage/41","alt":"","mediaContentType":"IMAGE","status":"READY",
                "preview":{"image":{"url":"https://cdn.example/a.png?v=1","width":640,"height":480}},
                "image":{"id":"gid://shopify/ImageSource/77","url":"https://cdn.example/a.png?v=1","width":640,"height":480}},
               {"id":"gid://shopify/Video/40","alt":"How to wash","mediaContentType":"VIDEO","status":"PROCESSING",
                "preview":null}],
               "pageInfo":{"hasNextPage":false,"endCursor":"z"}}}
            """);

    private ObserveProduct told() {
        return new ProductsObserved().told(shirt.webhook(), WEBHOOK, OPEN);
    }

    private ObserveProduct read() {
        return (ObserveProduct)
                new ProductsObserved().read(shirt.graphql(), READ, OPEN).get(0);
    }

    private void assertOneRecord(String... notKnownToBoth) {
        List<String> all = new ArrayList<>(StoreKind.PRODUCT.ofReads());
        all.addAll(StoreKind.PRODUCT.ofWebhooks());
        all.addAll(List.of(notKnownToBoth));
        TwoShapes.assertOneRecord(told().record(), read().record(), all.toArray(String[]::new));
    }

    @Test
    void node_hasWhatTheFragmentSelectsAndNothingElse() {
        assertThat(Fragments.paths(shirt.node())).isEqualTo(Fragments.selected("Product"));
    }

    @Test
    void wholeProduct_isOneRecordAndAllOfItIsKnown() {
        assertOneRecord();
        assertThat(told().record().unknown()).isEqualTo(StoreKind.PRODUCT.ofReads());
        assertThat(read().record().unknown()).isEqualTo(StoreKind.PRODUCT.ofWebhooks());
        assertThat(read().partial()).isFalse();
        assertThat(told().partial()).isFalse();
    }

    @Test
    void wholeProduct_saysWhatShopifySaid() {
        ProductRecord record = read().record();
        assertThat(record.title()).isEqualTo("Shirt ❤");
        assertThat(record.status()).isEqualTo("ACTIVE");
        assertThat(record.tags()).containsExactly("Sale", "a b", "summer");
        assertThat(record.options()).extracting("id").containsExactly(11L, 12L);
        assertThat(record.variants().get(0).price()).isEqualTo(new Money("10", null));
        assertThat(record.variants().get(0).optionValues()).containsExactly("S", "red");
        assertThat(record.variants().get(1).inventoryItemId()).isEqualTo(9_007_199_254_740_993L);
        assertThat(record.media().get(0).position()).isEqualTo(2);
        assertThat(record.mediaVariants()).containsExactly(new MediaVariants(41, List.of(21L)));
        assertThat(record.categoryFullName()).isEqualTo("Apparel > Shirts");
        assertThat(record.seoTitle()).isEqualTo("Buy a shirt");
        assertThat(told().record().publishedScope()).isEqualTo("web");
        assertThat(record.media().get(1).src()).isEqualTo("https://cdn.example/a.png?v=1");
    }

    @Test
    void observations_sayWhichProductAndWhen() {
        Instant updated = Instant.parse("2026-11-01T12:00:00Z");
        assertThat(read().stream()).isEqualTo("product/7/788032119674292922").isEqualTo(told().stream());
        assertThat(read().updatedAt()).isEqualTo(updated).isEqualTo(told().updatedAt());
        assertThat(read().origin().at()).isEqualTo(updated);
        assertThat(read().origin().heardAt()).isEqualTo(TwoShapes.SENT);
        assertThat(read().triggeredAt()).isNull();
        assertThat(read().isRead()).isTrue();
        assertThat(told().isRead()).isFalse();
        assertThat(told().origin().heardAt()).isEqualTo(TwoShapes.RECEIVED);
    }

    @ParameterizedTest
    @CsvSource({
        "draft,DRAFT",
        "unlisted,UNLISTED",
        "something_new,SOMETHING_NEW",
    })
    void anyStatus_isOneRecord(String inWebhook, String inGraphQl) {
        shirt.webhook("/status", "'" + inWebhook + "'").graphql("/status", "'" + inGraphQl + "'");
        assertOneRecord();
        assertThat(read().record().status()).isEqualTo(inGraphQl);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|''",
                "''|null",
                "null|''",
                "null|null",
            })
    void emptyOrNull_isOneRecord(String inWebhook, String inGraphQl) {
        for (String[] names : List.of(
                new String[] {"vendor", "vendor"},
                new String[] {"body_html", "descriptionHtml"},
                new String[] {"product_type", "productType"},
                new String[] {"published_at", "publishedAt"},
                new String[] {"created_at", "createdAt"},
                new String[] {"template_suffix", "templateSuffix"})) {
            shirt.webhook("/" + names[0], quoted(inWebhook)).graphql("/" + names[1], quoted(inGraphQl));
        }
        shirt.webhook("/tags", quoted(inWebhook)).graphql("/tags", "[]");
        assertOneRecord();
        assertThat(read().record().createdAt()).isNull();
        assertThat(read().record().tags()).isEmpty();
    }

    /** CSV takes the quotes of an empty text away. */
    private static String quoted(String value) {
        return value.isEmpty() ? "''" : value;
    }

    @ParameterizedTest
    @CsvSource({"10.0,10.00", "10,10.0", "0.00,0", "1000,1000.0", "0.1,0.10"})
    void money_isOneWhateverItsZeros(String inWebhook, String inGraphQl) {
        shirt.webhook("/variants/0/price", "'" + inWebhook + "'")
                .graphql("/variants/nodes/1/price", "'" + inGraphQl + "'");
        assertOneRecord();
    }

    @Test
    void changeInOneShapeAlone_isSeen() {
        shirt.webhook("/variants/0/price", "'10.51'");
        assertThat(read().record()).isNotEqualTo(told().record());
        assertThat(read().record().variants()).isNotEqualTo(told().record().variants());
    }

    @Test
    void tags_areASetInWhichCaseMatters() {
        shirt.webhook("/tags", "'b,  a,A ,b'").graphql("/tags", "['A','b','a']");
        assertOneRecord();
        assertThat(told().record().tags()).containsExactly("A", "a", "b");
    }

    @Test
    void fewerVariantsThanThereAre_areUnknownAndTheRestIsStillOne() {
        shirt.webhook("/variant_gids/-", "{'admin_graphql_api_id':'gid://shopify/ProductVariant/23'}");
        assertOneRecord("variants");
        assertThat(told().partial()).isTrue();
        assertThat(told().record().variants()).isEmpty();
        assertThat(read().partial()).isFalse();
        assertThat(read().record().variants()).hasSize(2);
    }

    @Test
    void exactlyAHundredVariantsWithoutTheirGids_areUnknown() {
        while (shirt.webhook().each("variants", variant -> variant).size() < 99) {
            addVariant();
        }
        shirt.webhook("/variant_gids", null);
        assertThat(told().partial()).isFalse();
        assertThat(told().record().variants()).hasSize(99);
        addVariant();
        assertThat(told().partial()).isTrue();
        assertThat(told().record().unknown()).containsExactly("seo_description", "seo_title", "variants");
    }

    @Test
    void aHundredVariantsAndAHundredGids_areAll() {
        while (shirt.webhook().each("variants", variant -> variant).size() < 100) {
            addVariant();
            shirt.webhook("/variant_gids/-", "{'admin_graphql_api_id':'x'}");
        }
        assertThat(told().partial()).isFalse();
        assertThat(told().record().variants()).hasSize(100);
    }

    private void addVariant() {
        int id = 100 + shirt.webhook().each("variants", variant -> variant).size();
        shirt.webhook(
                "/variants/-",
                "{'id':" + id + ",'title':'x','sku':'x','barcode':'x','price':'1','compare_at_price':null,'position':3,"
                        + "'taxable':true,'inventory_policy':'deny','inventory_item_id':1,'created_at':null,'option1':'x'}");
    }

    @Test
    void pageOfVariantsThatWasNotRead_leavesThemUnknown() {
        shirt.graphql("/variants/pageInfo/hasNextPage", "true");
        assertOneRecord("media_variants", "variants");
        assertThat(read().partial()).isTrue();
        assertThat(read().record().variants()).isEmpty();
    }

    @Test
    void pageOfMediaThatWasNotRead_leavesThemUnknown() {
        shirt.graphql("/media/pageInfo/hasNextPage", "true");
        assertOneRecord("media");
        assertThat(read().partial()).isTrue();
    }

    @Test
    void olderPayloadWithImagesOnly_leavesMediaUnknown() {
        shirt.webhook("/media", null).webhook("/images", "[{'id':5,'src':'https://cdn.example/a.png'}]");
        assertOneRecord("media", "media_variants");
        assertThat(told().partial()).isFalse();
    }

    @Test
    void fieldTakenOutOfTheNode_isUnknownAndNotAbsent() {
        shirt.graphql("/vendor", null).graphql("/tags", null);
        assertOneRecord("tags", "vendor");
    }

    @Test
    void webhookWithoutATime_wasSoWhenItWasSentOff() {
        shirt.webhook("/updated_at", "null");
        assertThat(told().updatedAt()).isEqualTo(WEBHOOK.triggeredAt());
    }
}
