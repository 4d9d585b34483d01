package io.shopledger.shopify.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.Via;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Removal;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.shopify.RealPostgres;
import io.shopledger.shopify.json.Gid;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Unreadable;
import io.shopledger.shopify.observation.Heard;
import io.shopledger.shopify.store.ConnectedStores;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.shopify.vault.OpenVault;
import io.shopledger.shopify.vault.SubjectKeys;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

class NodeReaderTest {
    private static final Instant SENT = Instant.parse("2026-11-01T12:00:07Z");
    private static final String ORDER = "{'id':'gid://shopify/Order/%d','updatedAt':'2026-11-01T12:00:00Z',"
            + "'email':'zoe@example.com','phone':null,'note':null,'customAttributes':[],'clientIp':null,"
            + "'statusPageUrl':null,'billingAddress':null,'shippingAddress':null,'lineItems':{'nodes':[]},'refunds':[],'fulfillments':[]}";

    private HikariDataSource database;
    private OpenVault vault;
    private StoreId store;
    private NodeReader reader;
    private Heard heard;

    @BeforeEach
    void open() {
        database = RealPostgres.database(4);
        JdbcTemplate jdbc = new JdbcTemplate(database);
        vault = OpenVault.on(jdbc);
        StoreRegistry stores = ConnectedStores.registry(jdbc, vault);
        store = ConnectedStores.connect(stores, "demo.myshopify.com", "shpat_demo", "demo-secret");
        reader = new NodeReader(vault.personal());
        heard = Heard.byRead(store, Via.SYNC, "sync-1", SENT);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static JsonObject node(String json) {
        return JsonObject.parse(json.replace('\'', '"'));
    }

    @Test
    void orders_areSealedUnderTheirKeysWhichTheNextReadFindsAgain() {
        SubjectKeys.Ring ring = vault.subjectKeys().ring();
        List<Observation> seen =
                reader.read(Kind.ORDER, List.of(node(ORDER.formatted(1)), node(ORDER.formatted(2))), heard, ring);
        assertThat(seen)
                .extracting(Observation::stream)
                .containsExactly("order/" + store + "/1", "order/" + store + "/2");
        Sealed first = personal(seen.get(0));
        assertThat(first.key()).isNotEqualTo(personal(seen.get(1)).key());
        ring.store();
        ring.keep();

        OpenVault other = OpenVault.on(new JdbcTemplate(database)); // another process
        Sealed again = personal(new NodeReader(other.personal())
                .read(
                        Kind.ORDER,
                        List.of(node(ORDER.formatted(1))),
                        heard,
                        other.subjectKeys().ring())
                .get(0));
        assertThat(again.holdsTheSameAs(first)).isTrue();
        assertThat(other.personal().open(store, "order/" + store + "/1", again, "test"))
                .contains("{\"email\":\"zoe@example.com\"}");
    }

    private static Sealed personal(Observation seen) {
        return Objects.requireNonNull(((ObserveOrder) seen).record().personal());
    }

    @Test
    void nodeThatIsNotAsTheSchemaHasIt_isNamedAndItsContentIsNot() {
        assertThatThrownBy(() -> reader.read(
                        Kind.ORDER,
                        List.of(node("{'id':'gid://shopify/Order/5','lineItems':'zoe@example.com'}")),
                        heard,
                        vault.subjectKeys().ring()))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("gid://shopify/Order/5")
                .hasMessageContaining("/lineItems")
                .hasMessageNotContaining("zoe");
    }

    @ParameterizedTest
    @CsvSource({
        "product/7/11, products-by-id, gid://shopify/Product/11",
        "item/7/11, inventory-items-by-id, gid://shopify/InventoryItem/11",
        "stock/7/11/12, inventory-items-by-id, gid://shopify/InventoryItem/11",
        "customer/7/9007199254740993, customers-by-id, gid://shopify/Customer/9007199254740993",
        "order/7/11, orders-by-id, gid://shopify/Order/11",
    })
    void streams_areAskedForByTheirDocument(String stream, String document, String gid) {
        assertThat(ReadById.of(stream)).isEqualTo(new ReadById(document, Gid.parse(gid)));
        assertThat(ReadById.of(stream).gid()).hasToString(gid);
        assertThat(getClass().getResource("/graphql/" + document + ".graphql")).isNotNull();
    }

    @Test
    void whatIsNotObserved_isNotAskedFor() {
        for (String stream : List.of("store/7", "orders/7/1", "order/7", "sync/0b", "")) {
            assertThatThrownBy(() -> ReadById.of(stream)).isInstanceOf(IllegalArgumentException.class);
        }
        for (String gid : List.of("", "1", "gid://shopify/Order/", "gid://shopify/Order/0", "gid://other/Order/1")) {
            assertThatThrownBy(() -> Gid.parse(gid)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void idsAnsweredWithNull_areGone() {
        List<String> asked = List.of("order/" + store + "/1", "order/" + store + "/2", "customer/" + store + "/1");
        List<Observation> gone = reader.gone(asked, List.of(node(ORDER.formatted(1))), "read by id", heard);
        assertThat(gone).extracting(Observation::stream).containsExactly(asked.get(1), asked.get(2));
        assertThat(gone).allSatisfy(removal -> {
            assertThat(((Removal) removal).evidence()).isEqualTo("read by id");
            assertThat(removal.origin().heardAt()).isEqualTo(SENT);
            assertThat(removal.isRead()).isTrue();
        });
    }

    @Test
    void level_isGoneWithItsItemOrWhereTheWholeItemHasItNoMore() {
        String here = "stock/" + store + "/11/1";
        String there = "stock/" + store + "/11/2";
        String itemGone = "stock/" + store + "/12/1";
        String levels = "{'id':'gid://shopify/InventoryItem/11','inventoryLevels':{'nodes':"
                + "[{'id':'gid://shopify/InventoryLevel/99?inventory_item_id=11',"
                + "'location':{'id':'gid://shopify/Location/1'}}],'pageInfo':{'hasNextPage':%s}}}";
        List<String> asked = List.of(here, there, itemGone, "item/" + store + "/11");
        assertThat(reader.gone(asked, List.of(node(levels.formatted("false"))), "read by id", heard))
                .extracting(Observation::stream)
                .containsExactly(there, itemGone);
        assertThat(reader.gone(asked, List.of(node(levels.formatted("true"))), "read by id", heard))
                .as("it may be on the page that was not read")
                .extracting(Observation::stream)
                .containsExactly(itemGone);
    }
}
