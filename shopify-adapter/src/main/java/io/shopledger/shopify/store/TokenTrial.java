package io.shopledger.shopify.store;

import io.shopledger.StoreId;
import io.shopledger.shopify.governor.Governor;
import io.shopledger.shopify.governor.Priority;
import io.shopledger.shopify.graphql.Answer;
import io.shopledger.shopify.graphql.Call;
import io.shopledger.shopify.graphql.GraphQlClient;
import io.shopledger.shopify.graphql.QueryCost;
import io.shopledger.shopify.graphql.ShopifyFailure;
import io.shopledger.shopify.graphql.ShopifyFailure.Parked;
import io.shopledger.shopify.graphql.ShopifyFailure.Refused;
import io.shopledger.shopify.graphql.Target;
import io.shopledger.shopify.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tries a token: asks Shopify whose it is and what it may do. */
@Component
class TokenTrial {
    private static final String PURPOSE = "connect";

    private final ObjectProvider<GraphQlClient> shopify;

    /** @param shopify asked for late: it needs the stores' tokens itself */
    TokenTrial(ObjectProvider<GraphQlClient> shopify) {
        this.shopify = shopify;
    }

    /**
     * At most one of the first three is there; none where Shopify could not be asked.
     *
     * @param shop the token works
     * @param parked the store is not to be called, or the token is refused
     * @param refused there is no such store, or Shopify said no to the question itself
     * @param budget what is left after the trial, where Shopify told
     */
    record Result(
            @Nullable ShopFacts shop,
            @Nullable Parked parked,
            @Nullable Refused refused,
            QueryCost.@Nullable Bucket budget) {
        static Result of(Parked parked) {
            return new Result(null, parked, null, null);
        }

        /** The first that is known of the store's budget. */
        void tell(Governor governor, StoreId store) {
            if (budget != null) {
                governor.told(store, budget.maximum(), budget.available(), budget.restoreRate());
            }
        }
    }

    private record Granted(@Nullable List<String> scopes, QueryCost.@Nullable Bucket budget) {}

    Result of(Target target) {
        try {
            return shop(target);
        } catch (Parked parked) {
            return Result.of(parked);
        } catch (Refused refused) {
            return new Result(null, null, refused, null);
        } catch (ShopifyFailure down) {
            return new Result(null, null, null, null);
        }
    }

    private Result shop(Target target) {
        Answer answer = shopify.getObject().tryOut(target, Call.of("shop", Priority.PEOPLE, PURPOSE));
        JsonObject shop = answer.data().object("shop");
        String gid = shop == null ? null : shop.text("id");
        if (shop == null || gid == null) {
            throw new Refused("Shopify did not say whose the access token is");
        }
        Granted granted = granted(target);
        ShopFacts facts = new ShopFacts(
                gid,
                shop.text("myshopifyDomain"),
                shop.text("name"),
                shop.word("currencyCode"),
                shop.text("ianaTimezone"),
                granted.scopes());
        return new Result(facts, null, null, granted.budget() == null ? budget(answer) : granted.budget());
    }

    /** What the token may do is good to know, but not needed to connect. */
    private Granted granted(Target target) {
        try {
            Answer answer = shopify.getObject().tryOut(target, Call.of("access-scopes", Priority.PEOPLE, PURPOSE));
            JsonObject installation = answer.data().object("currentAppInstallation");
            List<String> scopes = installation == null
                    ? null
                    : installation.each("accessScopes", scope -> String.valueOf(scope.text("handle"))).stream()
                            .sorted()
                            .toList();
            return new Granted(scopes, budget(answer));
        } catch (ShopifyFailure unknown) {
            return new Granted(null, null);
        }
    }

    private static QueryCost.@Nullable Bucket budget(Answer answer) {
        QueryCost cost = answer.cost();
        return cost == null ? null : cost.bucket();
    }
}
