package io.shopledger.privacy;

import io.shopledger.StoreId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One demand concerning personal data. Nothing personal is in it.
 *
 * @param customer Shopify's number; absent where it concerns the whole store, or where none was named
 * @param subjects keys of the streams whose personal fields are concerned, such as {@code customer/7/207119551}
 * @param note what there is to say of how it ended; absent where all is said
 * @param received when it came, by our clock
 * @param due until when it must be done
 * @param done when it was done; absent while it is open
 * @param doneBy who said so: a person, or {@code shopledger}
 * @param proof of a redaction; zeros of a request for data
 */
public record PrivacyRequest(
        long id,
        StoreId store,
        Kind kind,
        @Nullable Long customer,
        List<String> subjects,
        @Nullable String note,
        Instant received,
        Instant due,
        @Nullable Instant done,
        @Nullable String doneBy,
        Proof proof) {

    /** What is demanded. */
    public enum Kind {
        /** To be told what is held of a customer. */
        DATA_REQUEST("data_request"),
        /** To forget a customer, and some of their orders. */
        CUSTOMER_REDACT("customer_redact"),
        /** To forget what is personal of a store that is let go. */
        SHOP_REDACT("shop_redact");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** @return the name in JSON and in the database */
        public String word() {
            return word;
        }
    }

    /**
     * What was done.
     *
     * @param erased how many of the subjects are erased
     * @param keysDestroyed how many keys there were to destroy; what they sealed is lost, wherever it is kept
     * @param bodiesDropped how many kept deliveries named one of them and were dropped
     */
    public record Proof(int erased, int keysDestroyed, int bodiesDropped) {}
}
