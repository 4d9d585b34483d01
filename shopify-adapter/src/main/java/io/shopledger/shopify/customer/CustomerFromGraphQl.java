package io.shopledger.shopify.customer;

import io.shopledger.Sealed;
import io.shopledger.customer.CustomerRecord;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Selected;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A customer's record from a node of GraphQL, as the fragment {@code Customer} selects it. A field that is not there is
 * unknown. See <a href="https://shopify.dev/docs/api/admin-graphql/latest/objects/Customer">Customer</a>.
 */
public final class CustomerFromGraphQl {
    private static final String EMAIL = "defaultEmailAddress";
    private static final String PHONE = "defaultPhoneNumber";

    /** Our fields that stand in an object of the node. */
    private static final Map<String, String> OTHER_NAME = otherNames();

    private CustomerFromGraphQl() {}

    /** @param personal the personal fields, sealed; absent where not all were told or where their key was destroyed */
    public static CustomerRecord record(JsonObject node, @Nullable Sealed personal) {
        JsonObject email = node.object(EMAIL);
        JsonObject phone = node.object(PHONE);
        JsonObject sms = phone == null ? null : phone.object("smsMarketingConsent");
        Set<String> unknown = Selected.unknown(CustomerRecord.FIELDS.entityFields(), OTHER_NAME, node);
        if (email != null && !email.has("marketingState")) {
            forget(unknown, EMAIL);
        }
        if (phone != null && !phone.has("smsMarketingConsent")) {
            forget(unknown, PHONE);
        }
        if (personal == null) {
            unknown.add("personal");
        } else {
            unknown.remove("personal");
        }
        return new CustomerRecord(
                CustomerRecord.MAPPING,
                unknown,
                node.time("createdAt"),
                node.word("state"),
                node.flag("verifiedEmail"),
                node.flag("taxExempt"),
                node.texts("taxExemptions"),
                node.texts("tags"),
                node.text("locale"),
                email == null ? null : Consent.state(email.word("marketingState")),
                email == null ? null : email.word("marketingOptInLevel"),
                email == null ? null : email.time("marketingUpdatedAt"),
                sms == null ? null : Consent.state(sms.word("state")),
                sms == null ? null : sms.word("optInLevel"),
                sms == null ? null : sms.time("updatedAt"),
                personal,
                sms == null ? null : sms.word("collectedFrom"));
    }

    private static void forget(Set<String> unknown, String object) {
        OTHER_NAME.forEach((field, name) -> {
            if (name.equals(object)) {
                unknown.add(field);
            }
        });
    }

    private static Map<String, String> otherNames() {
        Map<String, String> names = new HashMap<>();
        for (String field : CustomerRecord.FIELDS.entityFields()) {
            if (field.startsWith("email_marketing_")) {
                names.put(field, EMAIL);
            } else if (field.startsWith("sms_marketing_")) {
                names.put(field, PHONE);
            }
        }
        return Map.copyOf(names);
    }
}
