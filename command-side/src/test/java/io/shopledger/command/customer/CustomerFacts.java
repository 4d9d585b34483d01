package io.shopledger.command.customer;

import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.command.order.OrderFacts;
import io.shopledger.customer.CustomerId;
import io.shopledger.customer.CustomerRecord;
import io.shopledger.stored.StoredJson;
import java.util.List;
import java.util.Map;

/** The customer that the tests of this module talk about. */
public final class CustomerFacts {
    public static final CustomerId ID = new CustomerId(new StoreId(7), 207119551);

    public static final Sealed ANNA = new Sealed("subject-2", "nonce-1", "ciphertext-1", "fingerprint-of-anna");
    public static final Sealed ANNA_SEALED_AGAIN =
            new Sealed("subject-2", "nonce-2", "ciphertext-2", "fingerprint-of-anna");
    public static final Sealed MOVED = new Sealed("subject-2", "nonce-3", "ciphertext-3", "fingerprint-of-moved");

    /** A customer of whom every field is known and nothing is told. */
    public static final CustomerRecord EMPTY =
            StoredJson.MAPPER.readValue("{\"mapping\":" + CustomerRecord.MAPPING + "}", CustomerRecord.class);

    public static final CustomerRecord REGULAR = EMPTY.with(Map.of(
            "created_at",
            OrderFacts.MONDAY_NOON,
            "state",
            "ENABLED",
            "verified_email",
            true,
            "tags",
            List.of("vip"),
            "email_marketing_state",
            "SUBSCRIBED",
            "personal",
            ANNA));

    private CustomerFacts() {}
}
