package io.shopledger.command.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.shopledger.StoreId;
import io.shopledger.command.CommandSide;
import io.shopledger.command.gateway.Refusal;
import io.shopledger.store.StoreCommand.ConnectStore;
import io.shopledger.store.StoreCommand.ReportSubscriptions;
import io.shopledger.store.StoreEvent.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class StoresOnPostgresTest {
    private static final StoreId ID = new StoreId(3);

    @Test
    void manyChangeOneStoreAtOnce_eachIsDoneOrToldThatItIsBusy() throws Exception {
        CommandSide side = CommandSide.shared();
        Shop shop = new Shop("hats.myshopify.com", null, null, null, null);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Throwable>> ends = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                Object command = i == 0
                        ? new ConnectStore(ID, shop, List.of("read_orders"), false, 1)
                        : new ConnectStore(ID, shop, List.of("read_orders"), true, 1);
                ends.add(threads.submit(
                        () -> catchThrowable(() -> side.commands().sendAndWait(command, 30, SECONDS))));
            }
            int done = 0;
            for (Future<Throwable> end : ends) {
                Throwable failure = end.get(60, SECONDS);
                if (failure == null) {
                    done++;
                } else {
                    assertThat(Refusal.in(failure).orElseThrow().code()).isEqualTo("busy");
                }
            }
            assertThat(done).as("each is repeated").isGreaterThan(8);
            assertThat(stored(side)).as("one connects, every other renews").hasSizeBetween(done - 1, done);
        } finally {
            threads.shutdownNow();
        }
        side.commands()
                .sendAndWait(new ReportSubscriptions(ID, "https://a.example", List.of("orders/paid")), 10, SECONDS);
        assertThat(stored(side)).endsWith("store.WebhooksSubscribed");
    }

    private static List<String> stored(CommandSide side) {
        return side.jdbc()
                .queryForList(
                        "select payload_type from events.domain_event where aggregate_identifier = 'store/3'"
                                + " order by sequence_number",
                        String.class);
    }
}
