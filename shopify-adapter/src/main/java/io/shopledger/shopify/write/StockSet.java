package io.shopledger.shopify.write;

import io.shopledger.shopify.governor.Priority;
import io.shopledger.shopify.graphql.Answer;
import io.shopledger.shopify.graphql.Call;
import io.shopledger.shopify.graphql.GraphQlClient;
import io.shopledger.shopify.graphql.ShopifyFailure;
import io.shopledger.shopify.graphql.ShopifyFailure.Refused;
import io.shopledger.shopify.graphql.ShopifyFailure.Unreachable;
import io.shopledger.shopify.json.Gid;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.pull.OwnWrite;
import io.shopledger.write.ProductWriteCommand;
import io.shopledger.write.ProductWriteCommand.ConfirmStockSet;
import io.shopledger.write.ProductWriteCommand.RejectProductWrite;
import io.shopledger.write.ProductWriteCommand.UserError;
import io.shopledger.write.StockSetting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sets stock, under the write's id as Shopify's idempotency key: sent again it is the same. See
 * <a href="https://shopify.dev/docs/api/usage/implementing-idempotency">idempotency</a>.
 */
@Component
class StockSet implements Writing {
    private static final Logger LOG = LoggerFactory.getLogger(StockSet.class);

    private static final String UNDER_WAY = "IDEMPOTENCY_CONCURRENT_REQUEST";
    private static final String KEY_IS_SPENT = "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED";
    private static final String STALE = "CHANGE_FROM_QUANTITY_STALE";
    private static final String AVAILABLE = "available";

    /** Keys that may be spent on one write before what Shopify says of the last is its end. */
    private static final int MOST_KEYS = 5;

    private final GraphQlClient shopify;
    private final OwnWrite observations;
    private final WriteJobs jobs;

    StockSet(GraphQlClient shopify, OwnWrite observations, WriteJobs jobs) {
        this.shopify = shopify;
        this.observations = observations;
        this.jobs = jobs;
    }

    @Override
    public Class<? extends Wish> of() {
        return Wish.Stock.class;
    }

    @Override
    public Optional<ProductWriteCommand> found(WriteJob job) {
        return Optional.empty();
    }

    @Override
    public ProductWriteCommand send(WriteJob job) {
        try {
            shopify.ask(job.store(), call(job));
        } catch (Refused refused) {
            if (says(refused, UNDER_WAY)) {
                throw new Unreachable("Shopify is still at it", Duration.ofSeconds(1), refused);
            }
            if (says(refused, KEY_IS_SPENT) && job.step() < MOST_KEYS) {
                jobs.stepDone(job); // nothing was done under this key; the next attempt takes another
                throw new Unreachable("Shopify asks for another key", Duration.ofSeconds(1), refused);
            }
            if (says(refused, STALE)) {
                return stale(job);
            }
            throw refused;
        }
        try {
            look(job);
        } catch (ShopifyFailure failure) {
            // It is done, and to repeat it for the sake of a look might undo what came after. A webhook tells of it
            // too.
            LOG.info("Store {} does not show the stock that was set: {}", job.store(), failure.getMessage());
        }
        return new ConfirmStockSet(job.writeId());
    }

    /** Shopify forgets keys after a day: then an attempt of before may be what changed the number. */
    private ProductWriteCommand stale(WriteJob job) {
        StockSetting setting = setting(job);
        OptionalInt now = look(job);
        if (job.sent() && now.isPresent() && now.getAsInt() == setting.available()) {
            return new ConfirmStockSet(job.writeId());
        }
        String there =
                now.isPresent() ? "There are %d".formatted(now.getAsInt()) : "It is not known how many there are";
        return new RejectProductWrite(
                job.writeId(),
                List.of(new UserError(
                        "change_from",
                        STALE,
                        "%s at this location now, not %d; nothing was changed. Look again, then ask with what there is as change_from."
                                .formatted(there, setting.changeFrom()))));
    }

    /** @return how many there are now; staged as an observation */
    private OptionalInt look(WriteJob job) {
        StockSetting setting = setting(job);
        Answer answer = shopify.ask(
                job.store(),
                Call.of("inventory-level", Priority.PEOPLE, ProductSet.PURPOSE)
                        .with("item", item(setting))
                        .with("location", location(setting)));
        JsonObject item = answer.data().object("inventoryItem");
        JsonObject level = item == null ? null : item.object("inventoryLevel");
        if (level == null) {
            return OptionalInt.empty();
        }
        observations.stockLevel(job.store(), job.writeId().value().toString(), level, answer.sentAt());
        return level.each("quantities", quantity -> quantity).stream()
                .filter(quantity -> AVAILABLE.equals(quantity.text("name")))
                .mapToInt(quantity -> quantity.node().path("quantity").asInt())
                .findFirst();
    }

    private static Call call(WriteJob job) {
        StockSetting setting = setting(job);
        Map<String, @Nullable Object> quantity = new LinkedHashMap<>();
        quantity.put("inventoryItemId", item(setting));
        quantity.put("locationId", location(setting));
        quantity.put("quantity", setting.available());
        quantity.put("changeFromQuantity", setting.changeFrom()); // has to be there, be it null
        String id = job.writeId().value().toString();
        return Call.of("inventory-set", Priority.PEOPLE, ProductSet.PURPOSE)
                .with("key", job.step() == 0 ? id : id + "-" + job.step())
                .with("input", Map.of("name", AVAILABLE, "reason", setting.reason(), "quantities", List.of(quantity)))
                .safeToRepeat();
    }

    private static boolean says(Refused refused, String code) {
        return refused.userErrors.stream().anyMatch(error -> code.equals(error.code()));
    }

    private static StockSetting setting(WriteJob job) {
        return ((Wish.Stock) job.wish()).setting();
    }

    private static String item(StockSetting setting) {
        return new Gid("InventoryItem", setting.item()).toString();
    }

    private static String location(StockSetting setting) {
        return new Gid("Location", setting.location()).toString();
    }
}
