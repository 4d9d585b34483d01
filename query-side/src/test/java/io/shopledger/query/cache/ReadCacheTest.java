package io.shopledger.query.cache;

import static io.shopledger.query.KindStories.connected;
import static io.shopledger.query.KindStories.customer;
import static io.shopledger.query.KindStories.item;
import static io.shopledger.query.KindStories.itemRecord;
import static io.shopledger.query.KindStories.joined;
import static io.shopledger.query.KindStories.level;
import static io.shopledger.query.KindStories.listed;
import static io.shopledger.query.KindStories.product;
import static io.shopledger.query.OrderStory.hours;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.StoreId;
import io.shopledger.change.DetailChange;
import io.shopledger.inventory.InventoryItemEvent.InventoryItemListed;
import io.shopledger.observation.ObservedEvent;
import io.shopledger.product.ProductEvent.ProductDetailsChanged;
import io.shopledger.query.QuerySide;
import io.shopledger.query.past.PastRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Answers are kept while they are true, and no longer. */
class ReadCacheTest extends QuerySide {
    private static final StoreId STORE = new StoreId(2);

    @Autowired
    private Generations generations;

    @Autowired
    private PastRows past;

    @Test
    void asked_again_itAsksTheDatabaseOnce_untilACommit() {
        ReadCache cache = new ReadCache(generations, past, Optional.empty());
        AtomicInteger asked = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            assertThat(cache.get(STORE, "products", "q", () -> "answer " + asked.incrementAndGet()))
                    .isEqualTo("answer 1");
        }
        cache.get(STORE, "products", "other", () -> "answer " + asked.incrementAndGet());
        assertThat(asked).hasValue(2);
        append(listed(product(2, 7_000)));
        caughtUp("products");
        assertThat(cache.get(STORE, "products", "q", () -> "answer " + asked.incrementAndGet()))
                .isEqualTo("answer 3");
        assertThat(cache.get(new StoreId(1), "products", "q", () -> "another store's"))
                .isEqualTo("another store's");
    }

    @Test
    void whatWasReadBeforeACommit_isNotKept() {
        ReadCache cache = new ReadCache(generations, past, Optional.empty());
        String old = cache.get(STORE, "products", "race", () -> {
            append(listed(product(2, 7_001)));
            caughtUp("products"); // after it was read, before it is kept
            return "old";
        });
        assertThat(old).isEqualTo("old");
        assertThat(cache.get(STORE, "products", "race", () -> "new")).isEqualTo("new");
        assertThat(cache.get(STORE, "products", "race", () -> "never asked")).isEqualTo("new");
    }

    @Test
    void listsAndItems_areNeverStaleAfterTheProjectionsCommit() {
        append(listed(product(2, 7_010)));
        caughtUp("products");
        String title = "Sun<b>glasses</b>";
        for (int i = 0; i < 10; i++) {
            assertThat(json("/api/v1/products/7010?store_id=2").get("title").asString())
                    .isEqualTo(title);
            assertThat(get("/api/v1/products?store_id=2&limit=250").body()).contains("\"title\":\"" + title + "\"");
            String next = "title " + i;
            append(new ProductDetailsChanged(
                    product(2, 7_010), List.of(new DetailChange("title", title, next)), List.of(), hours(i)));
            caughtUp("products");
            title = next;
        }
    }

    @Test
    void aBatchOfTwoTables_isANewGenerationForTheStoresOfBoth() {
        caughtUp("inventory");
        String items = generations.current(new StoreId(1), "inventory");
        String levels = generations.current(STORE, "inventory");
        List<ObservedEvent> both = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            both.add(new InventoryItemListed(item(1, 7_030 + i), itemRecord(), hours(0)));
        }
        for (int i = 0; i < 20; i++) {
            both.add(connected(level(2, 7_030 + i, 1), i));
        }
        projection("inventory").shutDown();
        append(both.toArray(ObservedEvent[]::new));
        projection("inventory").start();
        caughtUp("inventory");
        assertThat(generations.current(new StoreId(1), "inventory")).isNotEqualTo(items);
        assertThat(generations.current(STORE, "inventory")).isNotEqualTo(levels);
    }

    @Test
    void rowsMadeAnewOrMarked_areANewGeneration() {
        append(joined(customer(2, 7_020)));
        caughtUp("customers");
        String before = generations.current(STORE, "customers");
        assertThat(generations.current(STORE, "customers")).isEqualTo(before);
        projection("customers").shutDown();
        projection("customers").resetTokens();
        projection("customers").start();
        caughtUp("customers");
        assertThat(generations.current(STORE, "customers")).isNotEqualTo(before);
        assertThat(generations.current(STORE, "orders")).isNotBlank();
    }
}
