package io.shopledger.simulator.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.simulator.faults.Fault;
import io.shopledger.simulator.faults.Faults;
import io.shopledger.simulator.truth.Change;
import io.shopledger.simulator.truth.Kind;
import io.shopledger.simulator.truth.Seed;
import io.shopledger.simulator.truth.Topic;
import io.shopledger.simulator.truth.Truth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private static final Set<Topic> ALL = EnumSet.allOf(Topic.class);

    private final Faults faults = new Faults();
    private final Subscribers subscribers = new Subscribers(
            new DeliverySettings("demo.myshopify.com", "demo-secret", "older-secret", 8, Duration.ofMillis(5)), faults);
    private final Truth truth = new Truth(
            new Seed("demo.myshopify.com", 1, 20, 5, 5, Instant.parse("2026-03-10T12:00:00Z")),
            Clock.systemUTC(),
            null,
            subscribers::tell);
    private Receiver receiver;

    @BeforeEach
    void subscribe() throws Exception {
        receiver = new Receiver();
        subscribers.subscribe(receiver.uri(), ALL);
    }

    @AfterEach
    void close() {
        subscribers.close();
        receiver.close();
    }

    @Test
    void demandOfACustomer_namesThemAndTheirOrders_andIsSignedLikeAllElse() {
        long customer = truth.snapshot(Kind.ORDER).stream()
                .map(order -> order.body().tree().path("customer").path("id").asLong(0))
                .filter(id -> id > 0)
                .findFirst()
                .orElseThrow();
        assertThat(truth.write(customer, "incompressible")).isTrue();
        settled();

        assertThat(subscribers.demand(truth.demand(Topic.CUSTOMERS_REDACT, customer)))
                .isOne();
        settled();

        var demand = receiver.received().get(receiver.received().size() - 1);
        assertThat(demand.headers()).containsEntry("X-Shopify-Topic", "customers/redact");
        assertThat(demand.headers().get("X-Shopify-Hmac-Sha256")).isEqualTo(Signature.of(demand.body(), "demo-secret"));
        assertThat(new String(demand.body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains(
                        "\"shop_domain\":\"demo.myshopify.com\"",
                        "\"id\":" + customer,
                        "\"orders_to_redact\":[",
                        "incompressible@example.com");
    }

    @Test
    void delivered_verifiesAndSaysWhatItIs() {
        retell();
        settled();

        assertThat(receiver.received()).hasSize(20).allSatisfy(delivery -> {
            assertThat(delivery.path()).isEqualTo("/webhooks");
            assertThat(delivery.headers())
                    .containsEntry("X-Shopify-Hmac-Sha256", Signature.of(delivery.body(), "demo-secret"))
                    .containsEntry("X-Shopify-Topic", "orders/create")
                    .containsEntry("X-Shopify-Shop-Domain", "demo.myshopify.com")
                    .containsEntry("X-Shopify-API-Version", "2026-10")
                    .containsEntry("Content-Type", "application/json")
                    .containsEntry("User-Agent", "Shopify-Captain-Hook")
                    .containsKeys("X-Shopify-Webhook-Id", "X-Shopify-Event-Id")
                    .doesNotContainKey("X-Shopify-Name");
            assertThat(delivery.headers().get("X-Shopify-Triggered-At"))
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z");
        });
    }

    @Test
    void toldTwice_hasTheSameIds() {
        retell();
        retell();
        settled();

        assertThat(receiver.received()).hasSize(40);
        assertThat(ids()).hasSize(20);
    }

    @Test
    void oneChange_sharesItsEventAndBodyAmongTopics() {
        while (receiver.received().stream()
                .noneMatch(delivery -> delivery.topic().equals("orders/paid"))) {
            truth.change();
            settled();
        }
        Map<String, Receiver.Received> byEvent = new HashMap<>();
        List<Receiver.Received> shared = new ArrayList<>();
        for (Receiver.Received delivery : receiver.received()) {
            Receiver.Received sibling = byEvent.put(delivery.headers().get("X-Shopify-Event-Id"), delivery);
            if (sibling != null) {
                shared.add(delivery);
                assertThat(sibling.id()).isNotEqualTo(delivery.id());
                assertThat(sibling.body()).isEqualTo(delivery.body());
            }
        }
        assertThat(shared).isNotEmpty();
    }

    @Test
    void refusedAtFirst_comesAgainAsItWasUntilAcknowledged() {
        Map<String, Integer> attempts = new ConcurrentHashMap<>();
        receiver.answer(delivery -> attempts.merge(delivery.id(), 1, Integer::sum) <= 2 ? 302 : 200);
        retell();
        settled();

        assertThat(receiver.received()).hasSize(60);
        Map<String, Receiver.Received> first = new HashMap<>();
        for (Receiver.Received delivery : receiver.received()) {
            Receiver.Received before = first.putIfAbsent(delivery.id(), delivery);
            if (before != null) {
                assertThat(delivery.body()).isEqualTo(before.body());
                assertThat(delivery.headers()).isEqualTo(before.headers());
            }
        }
        assertThat(subscribers.tally().deliveries())
                .hasSize(20)
                .allMatch(line -> line.state().equals("acknowledged") && line.attempts() == 3);
        assertThat(subscribers.tally().refusals()).isEqualTo(40);
    }

    @Test
    void refusedNineTimes_removesTheSubscription() {
        receiver.answer(delivery -> 500);
        subscribers.retell(
                receiver.uri(), truth.retell(Set.of(Kind.ORDER), () -> {}).subList(0, 1));
        settled();

        assertThat(receiver.received()).hasSize(9);
        assertThat(subscribers.uris()).isEmpty();
        assertThat(subscribers.tally().of(Topic.ORDERS_CREATE).dropped()).isEqualTo(1);
        truth.change();
        assertThat(subscribers.tally().deliveries()).hasSize(1);
    }

    @Test
    void duplicated_arrivesTwiceTheSame() {
        faults.set(Fault.DUPLICATE, 1, Duration.ofMinutes(1));
        retell();
        settled();

        assertThat(receiver.received()).hasSize(40);
        assertThat(ids()).hasSize(20);
    }

    @Test
    void reordered_isOvertaken() {
        faults.set(Fault.REORDER, 0.5, Duration.ofMinutes(1));
        List<Change> told = truth.retell(Set.of(Kind.ORDER), () -> {});
        subscribers.retell(receiver.uri(), told);
        settled();

        List<String> sent = told.stream()
                .map(change -> Nanoseconds.text(change.entity().triggeredAt()))
                .toList();
        List<String> arrived = receiver.received().stream()
                .map(delivery -> delivery.headers().get("X-Shopify-Triggered-At"))
                .toList();
        assertThat(arrived).containsExactlyInAnyOrderElementsOf(sent).isNotEqualTo(sent);
    }

    @Test
    void withheld_neverArrivesAndIsCountedApart() {
        faults.set(Fault.DROP, 1, Duration.ofMinutes(1));
        retell();

        assertThat(subscribers.tally().withheldDeliveries()).isEqualTo(20);
        assertThat(subscribers.tally().deliveries()).isEmpty();
    }

    @Test
    void wronglySigned_isSignedRightlyTheSecondTime() {
        faults.set(Fault.WRONG_SIGNATURE, 1, Duration.ofMinutes(1));
        receiver.answer(delivery -> signedWith("demo-secret", delivery) ? 200 : 401);
        retell();
        settled();

        assertThat(receiver.received()).hasSize(40);
        assertThat(subscribers.tally().refusals()).isEqualTo(20);
    }

    @Test
    void oldSecret_signs() {
        faults.set(Fault.OLD_SECRET, 1, Duration.ofMinutes(1));
        retell();
        settled();

        assertThat(receiver.received()).hasSize(20).allMatch(delivery -> signedWith("older-secret", delivery));
    }

    @Test
    void subscriberAway_acknowledgesNothing() {
        String uri = receiver.uri();
        int port = Integer.parseInt(uri.substring(uri.lastIndexOf(':') + 1, uri.lastIndexOf('/')));
        receiver.close();
        subscribers.subscribe("http://127.0.0.1:" + port + "/webhooks", EnumSet.of(Topic.ORDERS_CREATE));
        subscribers.retell(uri, truth.retell(Set.of(Kind.ORDER), () -> {}).subList(0, 1));

        await().until(() -> subscribers.tally().unansweredAttempts() > 0);

        assertThat(subscribers.tally().of(Topic.ORDERS_CREATE).acknowledged()).isZero();
    }

    private void retell() {
        assertThat(subscribers.retell(receiver.uri(), truth.retell(Set.of(Kind.ORDER), () -> {})))
                .isEqualTo(20);
    }

    private void settled() {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Arrays.stream(Topic.values())
                        .allMatch(topic -> subscribers.tally().of(topic).waiting() == 0));
    }

    private Set<String> ids() {
        Set<String> ids = new HashSet<>();
        receiver.received().forEach(delivery -> ids.add(delivery.id()));
        return ids;
    }

    private static boolean signedWith(String secret, Receiver.Received delivery) {
        return Signature.of(delivery.body(), secret).equals(delivery.headers().get("X-Shopify-Hmac-Sha256"));
    }
}
