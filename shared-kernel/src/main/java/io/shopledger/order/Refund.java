package io.shopledger.order;

import io.shopledger.ById;
import io.shopledger.Money;
import io.shopledger.MoneyBag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was given back, and how. Its note is personal and travels sealed.
 *
 * @param refundLineItems the lines taken back
 * @param transactions the payments made for it
 */
public record Refund(
        long id, @Nullable Instant createdAt, List<RefundLine> refundLineItems, List<RefundTransaction> transactions) {
    public Refund {
        refundLineItems = ById.sorted(refundLineItems, RefundLine::id);
        transactions = ById.sorted(transactions, RefundTransaction::id);
    }

    /** @param restockType Shopify's word in upper case, such as {@code RETURN} or {@code NO_RESTOCK} */
    public record RefundLine(
            long id,
            long lineItemId,
            long quantity,
            @Nullable String restockType,
            @Nullable MoneyBag subtotal) {}

    /**
     * @param kind Shopify's word in upper case, such as {@code REFUND}
     * @param status Shopify's word in upper case, such as {@code SUCCESS}
     * @param amount in the currency of the payment
     */
    public record RefundTransaction(
            long id,
            @Nullable String kind,
            @Nullable String status,
            @Nullable String gateway,
            @Nullable Money amount) {}
}
