package io.shopledger.shopify.store;

import io.shopledger.shopify.governor.Priority;
import io.shopledger.shopify.graphql.Answer;
import io.shopledger.shopify.graphql.Call;
import io.shopledger.shopify.graphql.GraphQlClient;
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
     * At most one of these is there; none where Shopify could not be asked.
     *
     * @param shop the token works
     * @param parked the store is not to be called, or the token is refused
     * @param refused there is no such store, or Shopify said no to the question itself
     */
    record Result(
            @Nullable ShopFacts shop,
            @Nullable Parked parked,
            @Nullable Refused refused) {}

    Result of(Target target) {
        try {
            return new Result(shop(target), null, null);
        } catch (Parked parked) {
            return new Result(null, parked, null);
        } catch (Refused refused) {
            return new Result(null, null, refused);
        } catch (ShopifyFailure down) {
            return new Result(null, null, null);
        }
    }

    private ShopFacts shop(Target target) {
        Answer answer = shopify.getObject().tryOut(target, Call.of("shop", Priority.PEOPLE, PURPOSE));
        JsonObject shop = answer.data().object("shop");
        String gid = shop == null ? null : shop.text("id");
        if (shop == null || gid == null) {
            throw new Refused("Shopify did not say whose the access token is");
        }
        return new ShopFacts(
                gid,
                shop.text("myshopifyDomain"),
                shop.text("name"),
                shop.word("currencyCode"),
                shop.text("ianaTimezone"),
                scopes(target));
    }

    /** What the token may do is good to know, but not needed to connect. */
    private @Nullable List<String> scopes(Target target) {
        try {
            JsonObject installation = shopify.getObject()
                    .tryOut(target, Call.of("access-scopes", Priority.PEOPLE, PURPOSE))
                    .data()
                    .object("currentAppInstallation");
            return installation == null
                    ? null
                    : installation.each("accessScopes", scope -> String.valueOf(scope.text("handle"))).stream()
                            .sorted()
                            .toList();
        } catch (ShopifyFailure unknown) {
            return null;
        }
    }
}
