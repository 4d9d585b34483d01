package io.shopledger.query.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.order.OrderId;
import io.shopledger.query.OrderStory;
import io.shopledger.query.QuerySide;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What was written can be read, by whoever asks for it; and never is an older answer given than the one asked for. */
class FreshnessTest extends QuerySide {
    @Autowired
    private ProjectionLag lag;

    @AfterEach
    void goOn() {
        if (!orders().isRunning()) {
            orders().start();
        }
        caughtUp(); // one that is just starting is not stopped at once
    }

    @Test
    void whatIsNotThereYet_isWaitedFor() {
        OrderId order = OrderStory.id(1, 99_0001);
        orders().shutDown();
        append(OrderStory.placed(order));
        long position = lag.head();
        assertThat(lag.reached("orders").orElseThrow()).isLessThan(position);

        CompletableFuture<HttpResponse<String>> read =
                CompletableFuture.supplyAsync(() -> read(order, position, "respond-async, wait=30"));
        orders().start();
        HttpResponse<String> answer = read.join();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("" + order.shopifyId());
    }

    @Test
    void whatIsNotThereInTime_isRefusedAndNotAnsweredWithLess() {
        OrderId order = OrderStory.id(1, 99_0002);
        append(OrderStory.placed(order));
        caughtUp();
        orders().shutDown();
        append(OrderStory.whole(order).get(1));
        HttpResponse<String> answer = read(order, lag.head(), "wait=0");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Preference-Applied")).hasValue("wait=0");
        assertThat(answer.body()).contains("urn:shopledger:problem:not-there-yet", "" + lag.head());
        assertThat(read(order, lag.head(), "wait=0.25").headers().firstValue("Preference-Applied"))
                .hasValue("wait=0.25");
        // Another kind's rows are there, and nobody waits for those of orders to read them.
        assertThat(send(HttpRequest.newBuilder(address("/api/v1/products?store_id=1"))
                                .header("X-At-Least-Position", "" + lag.head())
                                .header("Prefer", "wait=30")
                                .build())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoeverWritesTheRows_tellsOthersHowFarTheyAre() {
        caughtUp();
        append(OrderStory.placed(OrderStory.id(1, 99_0003)));
        long head = lag.head();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(jdbc.queryForObject(
                                "select min(position) from public.projection_position where projection = 'customers'",
                                Long.class))
                        .as("the position of segments that none of these events concerned")
                        .isGreaterThanOrEqualTo(head));

        orders().shutDown();
        append(OrderStory.placed(OrderStory.id(1, 99_0004)));
        assertThat(lag.reached("orders").orElseThrow()).isLessThan(lag.head());
        jdbc.update("update public.projection_position set position = ? where projection = 'orders'", lag.head());
        assertThat(lag.reached("orders").orElseThrow()).isEqualTo(lag.head());
        jdbc.update("delete from public.projection_position where projection = 'orders'");
    }

    @Test
    void aListFilteredByAnotherKindsRows_waitsForThoseToo() {
        projection("inventory").shutDown();
        try {
            append(OrderStory.placed(OrderStory.id(1, 99_0005)));
            caughtUp("products");
            for (String filter : new String[] {"inventory_below=5", "limit=5"}) {
                assertThat(send(HttpRequest.newBuilder(address("/api/v1/products?store_id=1&" + filter))
                                        .header("X-At-Least-Position", "" + lag.head())
                                        .header("Prefer", "wait=0")
                                        .build())
                                .statusCode())
                        .as(filter)
                        .isEqualTo(filter.startsWith("inventory") ? 503 : 200);
            }
        } finally {
            projection("inventory").start();
        }
    }

    @Test
    void everyWriteSaysItsPosition_andReadsDoNot() {
        HttpResponse<String> write = send(HttpRequest.newBuilder(address("/api/v1/audit/verify"))
                .POST(BodyPublishers.noBody())
                .build());
        assertThat(write.statusCode()).isLessThan(300);
        assertThat(write.headers().firstValueAsLong("X-Position").orElse(-1)).isEqualTo(lag.head());
        assertThat(get("/api/v1/orders?store_id=1").headers().firstValue("X-Position"))
                .isEmpty();
    }

    @Test
    void whatIsNoPosition_isRefused() {
        OrderId order = OrderStory.id(1, 99_0002);
        assertThat(read(order, lag.head() + 1_000, "wait=30").body()).contains("which no event has yet");
        HttpResponse<String> wrong = send(HttpRequest.newBuilder(address("/api/v1/orders?store_id=1"))
                .header("X-At-Least-Position", "newest")
                .build());
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("X-Position");
    }

    private HttpResponse<String> read(OrderId order, long position, String preference) {
        return send(HttpRequest.newBuilder(address("/api/v1/orders/" + order.shopifyId() + "?store_id="
                        + order.store().value()))
                .header("X-At-Least-Position", "" + position)
                .header("Prefer", preference)
                .build());
    }
}
