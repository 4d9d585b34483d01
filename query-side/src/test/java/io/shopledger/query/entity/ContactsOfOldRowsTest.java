package io.shopledger.query.entity;

import static io.shopledger.query.KindStories.customer;
import static io.shopledger.query.KindStories.joined;
import static io.shopledger.query.OrderStory.SEALED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.observation.ObservedEvent;
import io.shopledger.query.QuerySide;
import io.shopledger.query.QueryTestApplication;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What older builds sealed, and could not be looked for. */
class ContactsOfOldRowsTest extends QuerySide {
    private static final long FIRST = 870_000;
    private static final int MANY = 700;

    @Autowired
    ContactsOfOldRows old;

    @Autowired
    List<Shown<?>> kinds;

    @Test
    void eachRowIsLearntOnce_someAtATime_andNoneThatCannotBeRead() {
        await().untilAsserted(() -> assertThat(
                        jdbc.queryForList("select kind from public.contacts_learnt where done", String.class))
                .as("done at the start, when there were none")
                .contains("customers", "orders"));
        append(LongStream.range(FIRST, FIRST + MANY)
                .mapToObj(id -> joined(customer(3, id)))
                .toArray(ObservedEvent[]::new));
        caughtUp("customers");
        jdbc.update("update shopify_customers set record = '{' where store_id = 3 and id = ?", FIRST);
        Shown<?> customers = kinds.stream()
                .filter(kind -> kind.kind().equals("customers"))
                .findFirst()
                .orElseThrow();
        jdbc.update("update public.contacts_learnt set done = false, store_id = 3, id = ?", FIRST - 1);
        QueryTestApplication.LEARNT.clear();
        try {
            assertThat(old.some(customers)).isTrue();
            assertThat(QueryTestApplication.LEARNT).hasSizeBetween(1, MANY - 1);
            while (old.some(customers)) {}
            assertThat(QueryTestApplication.LEARNT)
                    .containsEntry("customer/3/" + (FIRST + MANY - 1), SEALED)
                    .doesNotContainKey("customer/3/" + FIRST)
                    .hasSizeGreaterThanOrEqualTo(MANY - 1);
            QueryTestApplication.LEARNT.clear();
            assertThat(old.some(customers)).as("once").isFalse();
            assertThat(QueryTestApplication.LEARNT).isEmpty();
        } finally {
            jdbc.update("delete from shopify_customers where store_id = 3 and id >= ?", FIRST);
            jdbc.update("update public.contacts_learnt set done = true");
            rowsChangedByHand();
        }
    }
}
