package io.shopledger.simulator.graphql;

import io.shopledger.simulator.truth.Entity;
import io.shopledger.simulator.truth.Shop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Customers and addresses as GraphQL shows them. */
final class CustomerShape {
    private final Lookup lookup;

    CustomerShape(Lookup lookup) {
        this.lookup = lookup;
    }

    Map<String, @Nullable Object> customer(Entity entity) {
        JsonNode body = entity.whole();
        return Shape.identified("Customer", body)
                .same("first_name", "last_name", "note", "multipass_identifier")
                .put("displayName", displayName(body))
                .put("state", Shape.upper(body.get("state")))
                .put("tags", Shape.list(body.get("tags")))
                .flags("tax_exempt", "verified_email")
                .put("taxExemptions", Shape.each(body.get("tax_exemptions"), JsonNode::asString))
                .put("locale", "en")
                .times("created_at", "updated_at")
                .put("amountSpent", spent(entity.id()))
                .later(
                        "numberOfOrders",
                        () -> String.valueOf(lookup.orders(entity.id()).size()))
                .put("defaultEmailAddress", email(body))
                .put("defaultPhoneNumber", phone(body))
                .put("defaultAddress", home(body.get("default_address")))
                .put("addressesV2", new Children(body.get("addresses"), CustomerShape::home))
                .fields();
    }

    /** @param id of the address, whatever it belongs to */
    static @Nullable Map<String, @Nullable Object> address(@Nullable JsonNode address, String id) {
        if (address == null || address.isNull()) {
            return null;
        }
        return new Shape("MailingAddress", address)
                .put("id", id)
                .same("first_name", "last_name", "name", "company", "address1", "address2", "city", "province")
                .same("province_code", "country", "zip", "phone")
                .put("countryCodeV2", Shape.text(address.get("country_code")))
                .put("latitude", number(address.get("latitude")))
                .put("longitude", number(address.get("longitude")))
                .fields();
    }

    private static @Nullable Map<String, @Nullable Object> home(JsonNode address) {
        return address.isNull()
                ? null
                : address(
                        address, Gid.of("MailingAddress", address.get("id").asLong()) + "?model_name=CustomerAddress");
    }

    private static @Nullable Map<String, @Nullable Object> email(JsonNode body) {
        JsonNode consent = body.get("email_marketing_consent");
        return body.get("email").isNull()
                ? null
                : new Shape("CustomerEmailAddress", body)
                        .put("emailAddress", body.get("email").asString())
                        .put("marketingState", Shape.upper(consent.get("state")))
                        .put("marketingOptInLevel", Shape.upper(consent.get("opt_in_level")))
                        .put("marketingUpdatedAt", Shape.time(consent.get("consent_updated_at")))
                        .fields();
    }

    private static @Nullable Map<String, @Nullable Object> phone(JsonNode body) {
        JsonNode consent = body.get("sms_marketing_consent");
        if (body.get("phone").isNull() || consent.isNull()) {
            return null;
        }
        Map<String, @Nullable Object> sms = new Shape("CustomerSmsMarketingConsent", consent)
                .put("state", state(consent))
                .put("optInLevel", Shape.upper(consent.get("opt_in_level")))
                .put("updatedAt", Shape.time(consent.get("consent_updated_at")))
                .put("collectedFrom", Shape.upper(consent.get("consent_collected_from")))
                .fields();
        return new Shape("CustomerPhoneNumber", body)
                .put("phoneNumber", body.get("phone").asString())
                .put("smsMarketingConsent", sms)
                .fields();
    }

    /** Where REST says that someone has not subscribed, this says never. */
    private static @Nullable String state(JsonNode consent) {
        String state = Shape.upper(consent.get("state"));
        return "NOT_SUBSCRIBED".equals(state) ? "NEVER_SUBSCRIBED" : state;
    }

    /** All orders are gone through for the amount: only for those who ask. */
    private Map<String, @Nullable Object> spent(long customer) {
        Map<String, @Nullable Object> spent = new LinkedHashMap<>();
        spent.put("currencyCode", Shop.CURRENCY);
        Supplier<@Nullable Object> amount = () -> lookup.spent(customer).get("amount");
        spent.put("amount", amount);
        return spent;
    }

    private static String displayName(JsonNode body) {
        return String.join(
                " ",
                List.of(
                        body.get("first_name").asString(""),
                        body.get("last_name").asString("")));
    }

    private static @Nullable Double number(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : value.asDouble();
    }
}
