package io.shopledger.query.customer;

import io.shopledger.RecordFields;
import io.shopledger.customer.CustomerRecord;
import io.shopledger.query.entity.Fields;
import io.shopledger.query.entity.Form;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A customer's fields as Shopify writes them. See
 * <a href="https://shopify.dev/docs/api/webhooks/latest?reference=toml#list-of-topics-customers/update">customers/update</a>.
 */
public final class CustomerForm implements Form<CustomerRecord> {
    public static final CustomerForm FORM = new CustomerForm();

    private static final Map<String, String> CONSENT = Map.of(
            "email_marketing_state", "state",
            "email_marketing_opt_in_level", "opt_in_level",
            "email_marketing_updated_at", "consent_updated_at",
            "sms_marketing_state", "state",
            "sms_marketing_opt_in_level", "opt_in_level",
            "sms_marketing_updated_at", "consent_updated_at",
            "sms_marketing_collected_from", "consent_collected_from");

    private CustomerForm() {}

    @Override
    public RecordFields<CustomerRecord> fields() {
        return CustomerRecord.FIELDS;
    }

    @Override
    public void put(ObjectNode out, String field, @Nullable Object value, Class<?> type) {
        String part = CONSENT.get(field);
        if (part != null) {
            consent(out, field.startsWith("sms") ? "sms_marketing_consent" : "email_marketing_consent", part, value);
        } else if (field.equals("state")) {
            out.put(field, Fields.lower(value));
        } else if (field.equals("tags")) {
            out.put(field, Fields.joined(value));
        } else {
            Fields.put(out, field, value);
        }
    }

    /** Without a state there is no consent to tell of, as of a customer without a telephone: null, as Shopify has it. */
    private static void consent(ObjectNode out, String consent, String part, @Nullable Object value) {
        if (value == null && !(out.get(consent) instanceof ObjectNode)) {
            out.putNull(consent);
            return;
        }
        ObjectNode all = out.get(consent) instanceof ObjectNode known ? known : out.putObject(consent);
        if (value instanceof String word) {
            all.put(part, part.equals("consent_collected_from") ? word : Fields.lower(word)); // as the webhook has it
        } else {
            Fields.put(all, part, value);
        }
    }
}
