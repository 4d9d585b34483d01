package io.shopledger.shopify.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.Sealed;
import io.shopledger.Via;
import io.shopledger.customer.CustomerCommand.ObserveCustomer;
import io.shopledger.customer.CustomerCommand.RedactCustomer;
import io.shopledger.order.OrderCommand.ObserveOrder;
import io.shopledger.order.OrderCommand.RedactOrder;
import io.shopledger.privacy.PrivacyRequest;
import io.shopledger.privacy.PrivacyRequest.Kind;
import io.shopledger.privacy.PrivacyRequest.Proof;
import io.shopledger.shopify.AdapterApplication;
import io.shopledger.store.StoreCommand.RedactStore;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest extends RedactionScene {
    @Test
    void redactedCustomer_losesTheKeysOfTheirsAndTheListedOrders_andEachKeptBodyThatNamesThem() {
        ObserveCustomer zoe = customer(ZOE, "zoe");
        ObserveCustomer max = customer(MAX, "max");
        ObserveOrder hers = order(HERS, ZOE);
        ObserveOrder alsoHers = order(ALSO_HERS, ZOE);
        deliver("customers/update", "{\"id\":" + ZOE + ",\"note\":\"zoe, and no JSON any more");
        deliver(
                "checkouts/update",
                "{\"token\":\"x\",\"customer\":{\"id\":" + ZOE + "},\"email\":\"zoe@example.com\"}");
        settled();
        assertThat(opened(zoe)).isTrue();

        redact(ZOE, HERS);

        PrivacyRequest request = done(Kind.CUSTOMER_REDACT);
        assertThat(request.customer()).isEqualTo(ZOE);
        assertThat(request.subjects()).containsExactly("customer/" + store + "/" + ZOE, "order/" + store + "/" + HERS);
        assertThat(request.due()).isEqualTo(request.received().plus(Duration.ofDays(30)));
        assertThat(request.doneBy()).isEqualTo("shopledger");
        assertThat(request.proof().erased()).isEqualTo(2);
        assertThat(request.proof().keysDestroyed()).isEqualTo(2);
        assertThat(decider.decided)
                .anyMatch(seen ->
                        seen instanceof RedactCustomer one && one.customerId().equals(zoe.customerId()))
                .anyMatch(
                        seen -> seen instanceof RedactOrder one && one.orderId().equals(hers.orderId()));
        assertThat(opened(zoe)).isFalse();
        assertThat(opened(hers)).isFalse();
        assertThat(opened(alsoHers)).as("was not to be forgotten").isTrue();
        assertThat(opened(max)).isTrue();
        assertThat(keptWith("zoe")).isEmpty();
        assertThat(keptWith("max")).hasSize(1);
        assertThat(keptWith("redact")).as("what demanded it").isEmpty();
    }

    @Test
    void whatComesLater_isSealedUnderNoNewKey_andItsBodyIsNotKept() {
        customer(ZOE, "zoe");
        redact(ZOE, HERS);
        done(Kind.CUSTOMER_REDACT);
        decider.decided.clear();

        assertThat(customer(ZOE, "zoe again").record().personal()).isEqualTo(Sealed.REDACTED);
        ObserveOrder late = order(HERS, ZOE);
        assertThat(late.record().personal()).isEqualTo(Sealed.REDACTED);
        assertThat(late.record().browsing()).isEqualTo(Sealed.REDACTED);
        assertThat(opened(order(ALSO_HERS, ZOE)))
                .as("an order that was not listed")
                .isTrue();
        deliver("refunds/create", "{\"id\":9,\"order_id\":" + HERS + ",\"note\":\"for zoe\"}");
        settled();

        assertThat(keptWith("zoe")).isEmpty();
        assertThat(jdbc.queryForList(
                        "select subject from ledger.subject_key where store_id = ? and wrapped_key is null order by 1",
                        String.class,
                        store.value()))
                .containsExactly("customer/" + store + "/" + ZOE, "order/" + store + "/" + HERS);
    }

    @Test
    void unknownCustomer_orNoneNamed_isHandled_andLeavesATombstone() {
        redact(ZOE);
        deliver(
                "customers/redact",
                "{\"shop_domain\":\"%s\",\"customer\":{\"email\":\"zoe@example.com\"},\"orders_to_redact\":[\"%d\"]}"
                        .formatted(shop, HERS));
        deliver("customers/redact", "{\"shop_domain\":\"%s\",\"customer\":null}".formatted(shop));
        settled();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> requests.of(store, Long.MAX_VALUE, 10).stream().allMatch(one -> one.done() != null));
        assertThat(outcomes("customers/redact"))
                .containsOnly("handled redacting")
                .hasSize(3);
        assertThat(customer(ZOE, "zoe").record().personal()).isEqualTo(Sealed.REDACTED);
        assertThat(order(HERS, ZOE).record().personal()).isEqualTo(Sealed.REDACTED);
        assertThat(keptWith("zoe")).isEmpty();
    }

    @Test
    void bodyOfAnotherShopOrOfAnotherForm_erasesNothing() {
        ObserveCustomer zoe = customer(ZOE, "zoe");
        deliver("customers/redact", demand("other.myshopify.com", ZOE, HERS));
        deliver("customers/redact", demand(shop, ZOE, HERS).replace("orders_to_redact", "orders_requested"));
        deliver("customers/redact", "{\"id\":" + ZOE + "}");
        deliver("shop/redact", demand(shop, ZOE, HERS));
        deliver("shop/redact", "{\"shop_id\":1,\"shop_domain\":\"%s\"}".formatted(shop));
        settled();

        assertThat(outcomes("customers/redact"))
                .containsExactly("handled other-shop", "handled no-action", "handled no-action");
        assertThat(outcomes("shop/redact")).containsExactly("handled no-action", "handled other-shop");
        assertThat(requests.of(store, Long.MAX_VALUE, 10)).isEmpty();
        assertThat(opened(zoe)).isTrue();
    }

    @Test
    void sameDemandAgain_changesNothing() {
        ObserveCustomer zoe = customer(ZOE, "zoe");
        redact(ZOE);
        done(Kind.CUSTOMER_REDACT);
        redact(ZOE);
        settled();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> requests.of(store, Long.MAX_VALUE, 10).stream().allMatch(one -> one.done() != null));
        assertThat(requests.of(store, Long.MAX_VALUE, 10))
                .hasSize(2)
                .allMatch(one -> one.proof().keysDestroyed() == 1);
        assertThat(opened(zoe)).isFalse();
    }

    @Test
    void keysAndBodiesThatAnEarlierDatabaseBroughtBack_areErasedAtTheNextStart() {
        ObserveCustomer zoe = customer(ZOE, "zoe");
        byte[] key = jdbc.queryForObject(
                "select wrapped_key from ledger.subject_key where subject = ?", byte[].class, zoe.stream());
        byte[] body = jdbc.queryForObject(
                "select body from ledger.inbox where store_id = ? and topic = 'customers/update'",
                byte[].class,
                store.value());
        redact(ZOE);
        done(Kind.CUSTOMER_REDACT);
        jdbc.update("update ledger.subject_key set wrapped_key = ? where subject = ?", key, zoe.stream());
        jdbc.update(
                "update ledger.inbox set body = ? where store_id = ? and topic = 'customers/update'",
                body,
                store.value());
        jdbc.update("delete from ledger.erasure where store_id = ?", store.value());
        assertThat(opened(zoe)).as("a database from before").isTrue();

        told.streams.add(zoe.stream());
        new ErasureWorker(told, erasures, eraser, forgotten, destroyed, null, "").eraseNext();

        assertThat(opened(zoe)).isFalse();
        assertThat(keptWith("zoe")).isEmpty();
    }

    /** A new database beside the old directory may have a store of the same number and name: that one was never redacted. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void databaseThatHasForgottenThatAShopWasRedacted_isTold_unlessItWasConnectedLater(boolean later) {
        byte[] key =
                jdbc.queryForObject("select wrapped_key from ledger.store where id = ?", byte[].class, store.value());
        uninstall();
        deliver("shop/redact", redactShop());
        done(Kind.SHOP_REDACT);
        jdbc.update(
                "update ledger.store set wrapped_key = ?, status = 'connected', redacted_generation = null,"
                        + " disconnected_at = null, connected_at = now() + make_interval(hours => ?) where id = ?",
                key,
                later ? 1 : -1,
                store.value());
        jdbc.update("delete from ledger.erasure where store_id = ?", store.value());

        new ErasureWorker(told, erasures, eraser, forgotten, destroyed, null, "").eraseNext();

        assertThat(jdbc.queryForObject(
                        "select wrapped_key is not null and status = 'connected' from ledger.store where id = ?",
                        Boolean.class,
                        store.value()))
                .as("still connected")
                .isEqualTo(later);
    }

    @Test
    void databaseThatHasForgottenTheRedactionItself_isToldByTheFileOfTheDataDirectory() {
        ObserveCustomer zoe = customer(ZOE, "zoe");
        byte[] key = jdbc.queryForObject(
                "select wrapped_key from ledger.subject_key where subject = ?", byte[].class, zoe.stream());
        redact(ZOE);
        done(Kind.CUSTOMER_REDACT);
        jdbc.update("update ledger.subject_key set wrapped_key = ? where subject = ?", key, zoe.stream());
        jdbc.update("delete from ledger.erasure where store_id = ?", store.value());
        decider.decided.clear();
        assertThat(opened(zoe)).as("a database from before, its events too").isTrue();

        new ErasureWorker(told, erasures, eraser, forgotten, destroyed, null, "").eraseNext();

        assertThat(opened(zoe)).isFalse();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> decider.decided.stream()
                        .anyMatch(seen -> seen instanceof RedactCustomer one
                                && one.customerId().equals(zoe.customerId())
                                && one.origin().via().equals(Via.ERASED)));
    }

    @Test
    void redactedShop_losesItsKeyAndAllThatItWraps_butNotOneThatIsConnectedAgain() {
        ObserveCustomer zoe = customer(ZOE, "zoe");
        ObserveCustomer max = customer(MAX, "max");
        redact(MAX);
        done(Kind.CUSTOMER_REDACT);
        deliver("shop/redact", redactShop());
        settled();
        assertThat(outcomes("shop/redact")).as("it is connected").containsExactly("handled connected-again");
        assertThat(opened(zoe)).isTrue();

        uninstall();
        deliver("shop/redact", redactShop() + " ");
        PrivacyRequest request = done(Kind.SHOP_REDACT);
        assertThat(AdapterApplication.SENT).contains(new RedactStore(store, 1));
        assertThat(request.proof()).isEqualTo(new Proof(1, 2, request.proof().bodiesDropped()));
        assertThat(opened(zoe)).isFalse();
        assertThat(jdbc.queryForList(
                        "select body from ledger.inbox where store_id = ? and body is not null", store.value()))
                .isEmpty();
        assertThat(jdbc.queryForObject(
                        "select wrapped_key from ledger.store where id = ?", byte[].class, store.value()))
                .isNull();

        assertThat(connectAgain()).isEqualTo(store);
        worker.eraseNext();
        Sealed before = Objects.requireNonNull(zoe.record().personal());
        Sealed now = Objects.requireNonNull(customer(ZOE, "zoe").record().personal());
        assertThat(now.isComparableWith(before)).isFalse();
        assertThat(personal.open(store, zoe.stream(), now, "test")).isPresent();
        assertThat(opened(zoe)).as("what the old key sealed").isFalse();
        assertThat(customer(MAX, "max").record().personal()).isEqualTo(Sealed.REDACTED);

        new ErasureWorker(told, erasures, eraser, forgotten, destroyed, null, "").eraseNext();
        assertThat(personal.open(store, zoe.stream(), now, "test"))
                .as("erased again at a start: the new installation is not concerned")
                .isPresent();
        assertThat(opened(max)).isFalse();
    }

    @Test
    void whatComesOfARedactedShop_isHandledAndNotKept() {
        uninstall();
        deliver("shop/redact", redactShop());
        done(Kind.SHOP_REDACT);

        deliver("orders/updated", "{\"id\":5,\"note\":\"zoe\"}");
        settled();

        assertThat(outcomes("orders/updated")).containsExactly("handled redacted");
        assertThat(jdbc.queryForList(
                        "select body from ledger.inbox where store_id = ? and body is not null", store.value()))
                .isEmpty();
    }

    @Test
    void requestForData_isListedUntilAPersonSaysThatItIsDone() {
        deliver(
                "customers/data_request",
                demand(shop, ZOE, HERS)
                        .replace("orders_to_redact", "orders_requested")
                        .replaceFirst("^\\{", "{\"data_request\":{\"id\":9999},"));
        settled();
        PrivacyRequest request = requests.of(store, Long.MAX_VALUE, 10).get(0);
        assertThat(request.kind()).isEqualTo(Kind.DATA_REQUEST);
        assertThat(request.done()).isNull();
        assertThat(request.subjects()).hasSize(2);
        assertThat(keptWith("zoe")).as("its body has their address").isEmpty();
        assertThat(requests.overdue()).isZero();

        jdbc.update(
                "update ledger.privacy_request set received_at = now() - interval '21 days' where id = ?",
                request.id());
        assertThat(requests.overdue()).isOne();
        requests.done(request.id(), "key/accountant");
        requests.done(request.id(), "somebody else");

        assertThat(requests.overdue()).isZero();
        assertThat(requests.find(request.id()).orElseThrow().doneBy()).isEqualTo("key/accountant");
    }
}
