package io.shopledger.shopify.inventory;

import static io.shopledger.shopify.observation.TwoShapes.OPEN;
import static io.shopledger.shopify.observation.TwoShapes.READ;
import static io.shopledger.shopify.observation.TwoShapes.WEBHOOK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.Money;
import io.shopledger.history.StoreKind;
import io.shopledger.inventory.InventoryItemCommand.ObserveInventoryItem;
import io.shopledger.inventory.StockLevelCommand.ObserveStockLevel;
import io.shopledger.inventory.StockLevelRecord;
import io.shopledger.observation.Observation;
import io.shopledger.shopify.json.Unreadable;
import io.shopledger.shopify.observation.Fragments;
import io.shopledger.shopify.observation.TwoShapes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryTwoShapesTest {
    private final TwoShapes mug = TwoShapes.of("""
            {"id":271878346596884015,"sku":"MUG","created_at":"2025-12-31T19:00:00-05:00",
             "updated_at":"2026-11-01T13:00:00+01:00","requires_shipping":true,"cost":"25.00","country_code_of_origin":"us",
             "province_code_of_origin":"ON","harmonized_system_code":"8471.70.40.35","tracked":true,
             "country_harmonized_system_codes":[{"harmonized_system_code":"8471.70.40.35","country_code":"US"},
               {"harmonized_system_code":"8471.70.50.35","country_code":"CA"}],
             "weight_value":0.40,"weight_unit":"kg","admin_graphql_api_id":"gid://shopify/InventoryItem/271878346596884015"}
            """, """
            {"id":"gid://shopify/InventoryItem/271878346596884015","sku":"MUG","tracked":true,"requiresShipping":true,
             "countryCodeOfOrigin":"US","provinceCodeOfOrigin":"ON","harmonizedSystemCode":"8471.70.40.35",
             "createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-11-01T12:00:00Z",
             "unitCost":{"amount":"25.0","currencyCode":"EUR"},
             "measurement":{"weight":{"value":0.4,"unit":"KILOGRAMS"}},
             "countryHarmonizedSystemCodes":{"nodes":[{"countryCode":"CA","harmonizedSystemCode":"8471.70.50.35"},
               {"countryCode":"US","harmonizedSystemCode":"8471.70.40.35"}],"pageInfo":{"hasNextPage":false,"endCursor":"x"}},
             "inventoryLevels":{"nodes":[
               {"id":"gid://shopify/InventoryLevel/152183505202?inventory_item_id=271878346596884015",
                "updatedAt":"2026-11-01T11:00:00Z","location":{"id":"gid://shopify/Location/24826418","name":"Main"},
                "quantities":[{"name":"available","quantity":10,"updatedAt":"2026-11-01T11:00:00Z"}]},
               {"id":"gid://shopify/InventoryLevel/152183505203?inventory_item_id=271878346596884015",
                "updatedAt":"2026-11-01T10:00:00Z","location":{"id":"gid://shopify/Location/24826419","name":"Shed"},
                "quantities":[{"name":"available","quantity":-3,"updatedAt":null}]}],
               "pageInfo":{"hasNextPage":false,"endCursor":"y"}}}
            """);

    private final TwoShapes level = TwoShapes.of("""
            {"inventory_item_id":271878346596884015,"location_id":24826418,"available":10,
             "updated_at":"2026-11-01T07:00:00-04:00",
             "admin_graphql_api_id":"gid://shopify/InventoryLevel/152183505202?inventory_item_id=271878346596884015"}
            """, """
            {"id":"gid://shopify/InventoryLevel/152183505202?inventory_item_id=271878346596884015",
             "item":{"id":"gid://shopify/InventoryItem/271878346596884015"},"updatedAt":"2026-11-01T11:00:00Z",
             "location":{"id":"gid://shopify/Location/24826418","name":"Main"},
             "quantities":[{"name":"available","quantity":10,"updatedAt":"2026-11-01T11:00:00Z"}]}
            """);

    private ObserveInventoryItem told() {
        return new ItemsObserved().told(mug.webhook(), WEBHOOK, OPEN);
    }

    private ObserveInventoryItem read() {
        return (ObserveInventoryItem)
                new ItemsObserved().read(mug.graphql(), READ, OPEN).get(0);
    }

    private void assertOneItem(String... notKnownToBoth) {
        TwoShapes.assertOneRecord(told().record(), read().record(), notKnownToBoth);
    }

    private ObserveStockLevel levelTold() {
        return new StockObserved().told(level.webhook(), WEBHOOK, OPEN);
    }

    private ObserveStockLevel levelRead() {
        return (ObserveStockLevel)
                new StockObserved().read(level.graphql(), READ, OPEN).get(0);
    }

    @Test
    void node_hasWhatTheFragmentSelectsAndNothingElse() {
        assertThat(Fragments.paths(mug.node())).isEqualTo(Fragments.selected("InventoryItem"));
    }

    @Test
    void item_isOneRecordAndAllOfItIsKnown() {
        assertOneItem();
        assertThat(told().record().unknown()).isEqualTo(StoreKind.ITEM.ofReads());
        assertThat(read().record().unknown()).isEqualTo(StoreKind.ITEM.ofWebhooks());
        assertThat(read().record()).isEqualTo(told().record());
        assertThat(read().record().cost()).isEqualTo(new Money("25", null));
        assertThat(read().record().weight()).isEqualTo("0.4");
        assertThat(told().record().countryHarmonizedSystemCodes())
                .containsExactly("CA:8471.70.50.35", "US:8471.70.40.35");
        assertThat(read().stream()).isEqualTo("item/7/271878346596884015").isEqualTo(told().stream());
        assertThat(read().updatedAt()).isEqualTo(told().updatedAt());
    }

    @ParameterizedTest
    @CsvSource({
        "g,GRAMS",
        "kg,KILOGRAMS",
        "oz,OUNCES",
        "lb,POUNDS",
        "GRAMS,GRAMS",
        "stone,STONE",
    })
    void anyUnitOfWeight_isOneRecord(String inWebhook, String inGraphQl) {
        mug.webhook("/weight_unit", "'" + inWebhook + "'").graphql("/measurement/weight/unit", "'" + inGraphQl + "'");
        assertOneItem();
        assertThat(told().record().weightUnit()).isEqualTo(inGraphQl);
    }

    @Test
    void emptyAndNull_areAbsentInBoth() {
        mug.webhook("/sku", "''").graphql("/sku", "null");
        mug.webhook("/cost", "null").graphql("/unitCost", "null");
        mug.webhook("/created_at", "null").graphql("/createdAt", "null");
        mug.webhook("/country_code_of_origin", "null").graphql("/countryCodeOfOrigin", "null");
        mug.webhook("/country_harmonized_system_codes", "[]").graphql("/countryHarmonizedSystemCodes/nodes", "[]");
        mug.webhook("/weight_value", "0").graphql("/measurement/weight/value", "0.0");
        assertOneItem();
        assertThat(read().record().weight()).isEqualTo("0");
    }

    @Test
    void olderWebhookWithoutWeight_leavesItUnknown() {
        mug.webhook("/weight_value", null).webhook("/weight_unit", null);
        assertOneItem("weight", "weight_unit");
    }

    @Test
    void costThatIsNotGranted_isUnknownOnceTakenOut() {
        mug.graphql("/unitCost", null);
        assertOneItem("cost");
    }

    @Test
    void pageOfCodesThatWasNotRead_leavesThemUnknown() {
        mug.graphql("/countryHarmonizedSystemCodes/pageInfo/hasNextPage", "true");
        assertOneItem("country_harmonized_system_codes");
    }

    @Test
    void readOfAnItem_tellsItsLevelsByLocation() {
        List<Observation> seen = new ItemsObserved().read(mug.graphql(), READ, OPEN);
        assertThat(seen)
                .extracting(Observation::stream)
                .containsExactly(
                        "item/7/271878346596884015",
                        "stock/7/271878346596884015/24826418",
                        "stock/7/271878346596884015/24826419");
        assertThat(seen.get(1)).isEqualTo(levelRead());
        ObserveStockLevel shed = (ObserveStockLevel) seen.get(2);
        assertThat(shed.updatedAt()).isEqualTo(Instant.parse("2026-11-01T10:00:00Z"));
        assertThat(shed.record())
                .isEqualTo(levelRead().record().with(Map.of("available", -3L, "location_name", "Shed")));
    }

    /** The webhook tells how many are available, and GraphQL all the rest as well. */
    private void assertOneLevel(String... notKnownToBoth) {
        List<String> notKnown = new ArrayList<>(StoreKind.STOCK.ofReads());
        notKnown.addAll(List.of(notKnownToBoth));
        TwoShapes.assertOneRecord(levelTold().record(), levelRead().record(), notKnown.toArray(String[]::new));
    }

    @Test
    void quantitiesByName_areHeldWithTheLocationsName() {
        List<String> names = List.of(
                "damaged",
                "on_hand",
                "available",
                "committed",
                "a_new_one",
                "reserved",
                "safety_stock",
                "quality_control");
        StringBuilder all = new StringBuilder("[{'name':'incoming','quantity':null}");
        for (String name : names) {
            all.append(",{'name':'%s','quantity':%d}".formatted(name, names.indexOf(name)));
        }
        level.graphql("/quantities", all + "]");
        StockLevelRecord record = levelRead().record();
        assertThat(record.unknown()).isEqualTo(StoreKind.STOCK.ofWebhooks());
        for (String field : StockLevelRecord.FIELDS.entityFields()) {
            int quantity = names.indexOf(field);
            assertThat(record.get(field))
                    .as(field)
                    .isEqualTo(field.equals("location_name") ? "Main" : quantity < 0 ? null : (Object) (long) quantity);
        }
    }

    @Test
    void quantitiesThatAreNotNamed_areUnknown() {
        assertThat(levelRead().record().unknown())
                .isEqualTo(new TreeSet<>(List.of(
                        "committed", "damaged", "incoming", "on_hand", "quality_control", "reserved", "safety_stock")));
    }

    @Test
    void level_isOneRecord() {
        assertOneLevel();
        assertThat(levelRead().record().available()).isEqualTo(10);
        assertThat(levelRead().stream()).isEqualTo(levelTold().stream());
        assertThat(levelRead().updatedAt()).isEqualTo(levelTold().updatedAt());
    }

    @Test
    void notStocked_isNotZero() {
        level.webhook("/available", "null").graphql("/quantities", "null");
        assertOneLevel();
        assertThat(levelTold().record().available()).isNull();
        assertThat(levelTold().record().knows("available")).isTrue();
        level.webhook("/available", "0")
                .graphql("/quantities", "[{'name':'on_hand','quantity':5},{'name':'available','quantity':0}]");
        assertOneLevel();
        assertThat(levelRead().record().available()).isZero();
    }

    @Test
    void quantityThatWasNotTold_isUnknown() {
        level.graphql("/quantities", "[]");
        assertOneLevel("available");
        level.webhook("/available", null);
        assertThat(levelTold().record().unknown()).contains("available");
    }

    @Test
    void levelThatDoesNotNameItsItem_isUnreadable() {
        level.graphql("/item", null);
        assertThatThrownBy(this::levelRead).isInstanceOf(Unreadable.class).hasMessageContaining("/item");
    }
}
