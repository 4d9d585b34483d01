package io.shopledger.shopify.customer;

import io.shopledger.Sealed;
import io.shopledger.customer.CustomerRecord;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Misread;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A customer's record from the body of a {@code customers/*} webhook. A key that is not there is unknown, as tags and consent
 * are since 2025-01; a key that is null is absent. See
 * <a href="https://shopify.dev/docs/api/webhooks/latest?reference=toml#list-of-topics-customers/update">customers/update</a>.
 */
public final class CustomerFromWebhook {
    private static final String EMAIL_CONSENT = "email_marketing_consent";
    private static final String SMS_CONSENT = "sms_marketing_consent";

    /** Our fields that stand in an object of the webhook. */
    private static final Map<String, String> OTHER_KEY = otherKeys();

    private CustomerFromWebhook() {}

    /** @param personal the personal fields, sealed; absent where none came or where their key was destroyed */
    public static CustomerRecord record(JsonObject body, @Nullable Sealed personal) {
        JsonObject email = consent(body, "email", EMAIL_CONSENT);
        JsonObject sms = consent(body, "phone", SMS_CONSENT);
        CustomerRecord told = new CustomerRecord(
                CustomerRecord.MAPPING,
                unknown(body, personal),
                body.time("created_at"),
                body.word("state"),
                body.flag("verified_email"),
                body.flag("tax_exempt"),
                body.texts("tax_exemptions"),
                body.texts("tags"),
                body.text("locale"),
                email == null ? null : Consent.state(email.word("state")),
                email == null ? null : email.word("opt_in_level"),
                email == null ? null : email.time("consent_updated_at"),
                sms == null ? null : Consent.state(sms.word("state")),
                sms == null ? null : sms.word("opt_in_level"),
                sms == null ? null : sms.time("consent_updated_at"),
                personal,
                sms == null ? null : sms.word("consent_collected_from"));
        return Misread.without(told, body, field -> OTHER_KEY.getOrDefault(field, field));
    }

    /** What is agreed to of an address that is not there is nothing: so GraphQL tells it. */
    private static @Nullable JsonObject consent(JsonObject body, String address, String field) {
        boolean noAddress = body.has(address) && body.text(address) == null;
        return noAddress ? null : body.object(field);
    }

    private static Set<String> unknown(JsonObject body, @Nullable Sealed personal) {
        Set<String> unknown = new TreeSet<>();
        for (String field : CustomerRecord.FIELDS.entityFields()) {
            boolean told = field.equals("personal") ? personal != null : body.has(OTHER_KEY.getOrDefault(field, field));
            if (!told) {
                unknown.add(field);
            }
        }
        return unknown;
    }

    private static Map<String, String> otherKeys() {
        Map<String, String> keys = new HashMap<>();
        for (String field : CustomerRecord.FIELDS.entityFields()) {
            if (field.startsWith("email_marketing_")) {
                keys.put(field, EMAIL_CONSENT);
            } else if (field.startsWith("sms_marketing_")) {
                keys.put(field, SMS_CONSENT);
            }
        }
        return Map.copyOf(keys);
    }
}
