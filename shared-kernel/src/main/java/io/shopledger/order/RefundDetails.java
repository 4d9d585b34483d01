package io.shopledger.order;

import io.shopledger.ById;
import io.shopledger.MoneyBag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What later revisions of the mapping tell of a refund beside its {@link io.shopledger.order.Refund}.
 *
 * @param id of the refund
 * @param refundLineItems of its lines what {@link io.shopledger.order.Refund.RefundLine} does not tell
 * @param transactions of its payments what {@link io.shopledger.order.Refund.RefundTransaction} does not tell
 */
public record RefundDetails(
        long id,
        @Nullable Instant processedAt,
        List<RefundedLine> refundLineItems,
        List<RefundedShipping> refundShippingLines,
        List<RefundedDuty> duties,
        List<Adjustment> orderAdjustments,
        List<PaidBack> transactions) {

    public RefundDetails {
        refundLineItems = ById.sorted(refundLineItems, RefundedLine::id);
        refundShippingLines = ById.sorted(refundShippingLines, RefundedShipping::id);
        duties = ById.sorted(duties, RefundedDuty::dutyId);
        orderAdjustments = ById.sorted(orderAdjustments, Adjustment::id);
        transactions = ById.sorted(transactions, PaidBack::id);
    }

    /** @param locationId where the pieces went back to the shelf; absent where they did not */
    public record RefundedLine(
            long id, @Nullable Long locationId, @Nullable MoneyBag totalTax) {}

    public record RefundedShipping(
            long id,
            @Nullable Long shippingLineId,
            @Nullable MoneyBag subtotalAmount,
            @Nullable MoneyBag taxAmount) {}

    public record RefundedDuty(long dutyId, @Nullable MoneyBag amount) {}

    /** What the refund differs from what was taken back. @param reason in upper case, such as {@code REFUND_DISCREPANCY} */
    public record Adjustment(
            long id,
            @Nullable String reason,
            @Nullable MoneyBag amount,
            @Nullable MoneyBag taxAmount) {}

    /**
     * @param parentId the payment that was paid back
     * @param errorCode why it failed, in upper case; absent where it did not
     */
    public record PaidBack(
            long id,
            @Nullable Instant createdAt,
            @Nullable Instant processedAt,
            @Nullable Long parentId,
            @Nullable String paymentId,
            @Nullable Boolean test,
            @Nullable String errorCode) {}
}
