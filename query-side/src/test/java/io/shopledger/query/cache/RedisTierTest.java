package io.shopledger.query.cache;

import static io.shopledger.query.KindStories.customer;
import static io.shopledger.query.KindStories.joined;
import static io.shopledger.query.OrderStory.id;
import static io.shopledger.query.OrderStory.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.StoreId;
import io.shopledger.query.QuerySide;
import io.shopledger.query.entity.AnswersFrom;
import io.shopledger.query.entity.EntityAnswers;
import io.shopledger.query.past.PastRows;
import io.shopledger.tools.NeedsTool;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;

/** A real Redis behind the cache: there, killed, frozen, back again. */
@NeedsTool("redis")
@ExtendWith(OutputCaptureExtension.class)
class RedisTierTest extends QuerySide {
    private static final StoreId STORE = new StoreId(1);

    private static RealRedis redis;

    @Autowired
    private Generations generations;

    @Autowired
    private PastRows past;

    @Autowired
    private AnswersFrom answersFrom;

    private RedisTier tier;
    private ReadCache cache;

    @BeforeAll
    static void startRedis() {
        redis = new RealRedis();
    }

    @AfterAll
    static void endRedis() {
        redis.close();
    }

    @BeforeEach
    void connect() {
        tier = new RedisTier(redis.url(), System::nanoTime);
        cache = new ReadCache(generations, past, Optional.of(tier));
        await().atMost(Duration.ofSeconds(30)).until(tier::answers);
    }

    @AfterEach
    void disconnect() {
        tier.close();
    }

    @Test
    void whatOneProcessKept_anotherFinds() {
        cache.get(STORE, "orders", "shared", () -> "kept");
        await().untilAsserted(() -> assertThat(redis.content()).contains("kept"));
        ReadCache another = new ReadCache(generations, past, Optional.of(tier));
        assertThat(another.get(STORE, "orders", "shared", () -> "asked the database"))
                .isEqualTo("kept");
        append(placed(id(1, 7_100)));
        caughtUp();
        assertThat(new ReadCache(generations, past, Optional.of(tier))
                        .get(STORE, "orders", "shared", () -> "after the commit"))
                .isEqualTo("after the commit");
    }

    @Test
    void personalFields_areNeverInRedis() {
        append(joined(customer(1, 7_110)));
        append(placed(id(1, 7_110)));
        caughtUp();
        caughtUp("customers");
        EntityAnswers answers = answersFrom.cache(cache);
        var shown = answersFrom.all();
        for (var kind : shown) {
            answers.list(kind, Map.of("store_id", "1", "limit", "250"), new MockHttpServletRequest());
            if (kind.kind().equals("orders") || kind.kind().equals("customers")) {
                assertThat(answers.one(kind, 1, 7_110, null, new MockHttpServletRequest())
                                .json()
                                .toString())
                        .contains("jon@example.com");
            }
        }
        await().untilAsserted(() -> assertThat(redis.content())
                .contains("gid://shopify/Customer/7110", "\"customers\":[", "\"fingerprint\""));
        assertThat(redis.content()).doesNotContain("jon@example.com", "Jon Doe", "Köln", "ring twice", "engraving");
    }

    @Test
    void killedInTheMiddle_isSlowerButNeverWrong_andSaidOnce(CapturedOutput output) {
        cache.get(STORE, "orders", "before", () -> "kept");
        assertThat(tier.answers()).isTrue();
        int before =
                output.getAll().length(); // on a busy machine it may have been slow to begin with, which is said too
        redis.kill();
        try {
            AtomicInteger asked = new AtomicInteger();
            for (int i = 0; i < 200; i++) {
                String question = "down " + i;
                assertThat(cache.get(STORE, "orders", question, () -> "true " + asked.incrementAndGet()))
                        .isEqualTo("true " + (i + 1));
            }
            assertThat(health()).isEqualTo(new Status("DEGRADED"));
        } finally {
            redis.start();
        }
        await().atMost(Duration.ofSeconds(20)).until(tier::answers);
        assertThat(health()).isEqualTo(Status.UP);
        assertThat(output.getAll().substring(before).split("Redis does not answer", -1))
                .as("said once")
                .hasSize(2);
        assertThat(output.getAll()).doesNotContain("Cannot reconnect", redis.url());
    }

    @Test
    void frozen_isWaitedForOnce_notByEveryQuestion() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger waited = new AtomicInteger();
        redis.freeze(true);
        try {
            for (int i = 0; i < 50; i++) {
                long before = System.nanoTime();
                cache.get(STORE, "orders", "frozen " + i, () -> "true " + asked.incrementAndGet());
                if (System.nanoTime() - before >= RedisTier.PATIENCE.toNanos()) {
                    waited.incrementAndGet();
                }
            }
            assertThat(asked).hasValue(50);
            assertThat(waited.get()).as("questions that waited").isLessThan(25);
            assertThat(health()).isEqualTo(new Status("DEGRADED"));
        } finally {
            redis.freeze(false);
        }
        await().atMost(Duration.ofSeconds(20)).until(tier::answers);
    }

    private Status health() {
        return new RedisWiring().redisHealthIndicator(tier).health().getStatus();
    }
}
