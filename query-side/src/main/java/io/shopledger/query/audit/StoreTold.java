package io.shopledger.query.audit;

import io.shopledger.query.entity.Fields;
import io.shopledger.store.StoreEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tells what happened between a store and us. */
final class StoreTold {
    private final List<Changes.Change> all = new ArrayList<>();

    private StoreTold() {}

    static List<Changes.Change> changes(StoreEvent event) {
        StoreTold told = new StoreTold();
        if (event instanceof StoreEvent.StoreConnected e) {
            told.change("connected", false, true);
            told.change("generation", null, (long) e.generation());
            told.shop(null, e.shop());
            told.change("scopes", List.of(), e.scopes());
        } else if (event instanceof StoreEvent.AccessRenewed) {
            told.change("access", null, "renewed");
        } else if (event instanceof StoreEvent.ShopDetailsChanged e) {
            told.shop(e.from(), e.to());
        } else if (event instanceof StoreEvent.ScopesChanged e) {
            told.change("scopes", e.from(), e.to());
        } else if (event instanceof StoreEvent.WebhooksSubscribed e) {
            told.change("webhook_address", null, e.address());
            told.change("webhook_topics", null, e.topics());
        } else if (event instanceof StoreEvent.WebhooksDrifted e) {
            e.topics().forEach(told::drift);
        } else if (event instanceof StoreEvent.WebhooksRepaired e) {
            told.change("webhooks_repaired", null, e.topics());
            told.change("webhook_address", null, e.address());
            told.change("blind_from", null, e.blindFrom());
            told.change("blind_to", null, e.at());
        } else if (event instanceof StoreEvent.StoreDisconnected e) {
            told.change("connected", true, false);
            told.change("reason", null, e.reason());
        } else if (event instanceof StoreEvent.StoreRedacted e) {
            told.change("redacted", false, true);
            told.change("generation", null, (long) e.generation());
        } else {
            throw new IllegalStateException("Not told yet: " + event.getClass());
        }
        return told.all;
    }

    private void drift(StoreEvent.Drift drift) {
        change("webhooks/" + drift.topic(), "in force until " + drift.inForceUntil(), drift.what());
        change("webhooks/" + drift.topic() + "/refusal", null, drift.refusal());
    }

    private void shop(StoreEvent.@Nullable Shop from, StoreEvent.Shop to) {
        change("domain", from == null ? null : from.domain(), to.domain());
        change("shopify_id", from == null ? null : from.shopifyId(), to.shopifyId());
        change("name", from == null ? null : from.name(), to.name());
        change("currency", from == null ? null : from.currency(), to.currency());
        change("time_zone", from == null ? null : from.timeZone(), to.timeZone());
    }

    private void change(String field, @Nullable Object from, @Nullable Object to) {
        if (!Objects.equals(from, to)) {
            ObjectNode both = JsonNodeFactory.instance.objectNode();
            Fields.put(both, "from", from);
            Fields.put(both, "to", to);
            JsonNode before = both.get("from");
            all.add(new Changes.Change(field, before, both.get("to")));
        }
    }
}
