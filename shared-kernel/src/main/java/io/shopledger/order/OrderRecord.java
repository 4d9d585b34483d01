package io.shopledger.order;

import io.shopledger.ById;
import io.shopledger.CanonicalRecord;
import io.shopledger.MoneyBag;
import io.shopledger.RecordFields;
import io.shopledger.Sealed;
import io.shopledger.TextSet;
import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One order, the same whether a webhook or GraphQL told it. Field names are Shopify's webhook names in camel case;
 * Shopify's enum values are upper-case text; an empty text is an absent one. A field is absent (null or empty) when
 * Shopify says there is nothing, and <em>unknown</em> when we were not told: unknown fields are outside equality.
 *
 * @param mapping the revision of the mapper that made this record; fields of a later revision are unknown in it
 * @param unknown names of the fields that this record does not know
 * @param fulfillmentStatus {@code UNFULFILLED}, {@code PARTIAL}, {@code FULFILLED} or {@code RESTOCKED}
 * @param totalWeight grams
 * @param personal the personal fields that both shapes tell, sealed under this order's own key
 * @param browsing the personal fields that only the webhook tells: browser, landing and referring site; sealed likewise
 * @param totalTipReceived in the shop's currency alone, as the webhook has it; so is {@code totalOutstanding}
 * @param channelLiableTaxes titles of the order's taxes that the channel owes, and not the shop
 * @param lineDetails beside {@code lineItems}, as {@code lineHandling} is; so are {@code shippingDetails},
 *     {@code refundDetails} and {@code parcelDetails} beside their lists, by the same ids
 * @param transactions its payments, which only GraphQL tells, as {@code returns}, {@code risk…} and {@code channel…}
 */
public record OrderRecord(
        int mapping,
        Set<String> unknown,
        @Nullable String name,
        @Nullable Long orderNumber,
        @Nullable Instant createdAt,
        @Nullable Instant processedAt,
        @Nullable Instant cancelledAt,
        @Nullable String cancelReason,
        @Nullable Instant closedAt,
        @Nullable String currency,
        @Nullable String presentmentCurrency,
        @Nullable String financialStatus,
        @Nullable String fulfillmentStatus,
        @Nullable Boolean confirmed,
        @Nullable String confirmationNumber,
        @Nullable Boolean test,
        @Nullable Boolean taxesIncluded,
        @Nullable Long customerId,
        @Nullable String customerLocale,
        @Nullable String sourceName,
        @Nullable Long appId,
        @Nullable Long locationId,
        @Nullable String poNumber,
        @Nullable Long totalWeight,
        List<String> tags,
        List<String> paymentGatewayNames,
        List<String> discountCodes,
        @Nullable MoneyBag totalPrice,
        @Nullable MoneyBag subtotalPrice,
        @Nullable MoneyBag totalTax,
        @Nullable MoneyBag totalDiscounts,
        @Nullable MoneyBag totalShippingPrice,
        @Nullable MoneyBag totalLineItemsPrice,
        @Nullable MoneyBag currentTotalPrice,
        @Nullable MoneyBag currentSubtotalPrice,
        @Nullable MoneyBag currentTotalTax,
        @Nullable MoneyBag currentTotalDiscounts,
        List<TaxLine> taxLines,
        List<OrderLine> lineItems,
        List<ShippingLine> shippingLines,
        List<Refund> refunds,
        List<Fulfillment> fulfillments,
        @Nullable Sealed personal,
        @Nullable Sealed browsing,
        @Nullable Boolean taxExempt,
        @Nullable Boolean estimatedTaxes,
        @Nullable Boolean dutiesIncluded,
        @Nullable MoneyBag totalTipReceived,
        @Nullable MoneyBag totalOutstanding,
        @Nullable MoneyBag totalCashRoundingPaymentAdjustment,
        @Nullable MoneyBag totalCashRoundingRefundAdjustment,
        @Nullable MoneyBag currentShippingPrice,
        @Nullable MoneyBag currentTotalDuties,
        @Nullable MoneyBag originalTotalDuties,
        @Nullable MoneyBag currentTotalAdditionalFees,
        @Nullable MoneyBag originalTotalAdditionalFees,
        List<String> channelLiableTaxes,
        List<DiscountApplication> discountApplications,
        List<DiscountCodeAmount> discountCodeAmounts,
        List<LineDetails> lineDetails,
        List<LineHandling> lineHandling,
        List<ShippingDetails> shippingDetails,
        List<RefundDetails> refundDetails,
        List<ParcelDetails> parcelDetails,
        List<ParcelService> parcelServices,
        List<Payment> transactions,
        List<OrderReturn> returns,
        @Nullable String riskRecommendation,
        List<RiskAssessment> riskAssessments,
        @Nullable String channel,
        @Nullable String channelName)
        implements CanonicalRecord<OrderRecord> {

    /** The revision of today's mappers. A field whose meaning came later is listed in {@link #SINCE}. */
    public static final int MAPPING = 4;

    /** This record's fields by name. */
    public static final RecordFields<OrderRecord> FIELDS =
            new RecordFields<>(OrderRecord.class, MethodHandles.lookup());

    /**
     * In revision 1 one sealed part held both, and so could not be compared with what GraphQL tells. Revision 3 added what
     * stands after them. Revision 4 has tracking numbers and addresses in the personal part.
     */
    private static final Map<String, Integer> SINCE = since();

    public OrderRecord {
        unknown = unknown == null ? Set.of() : java.util.Collections.unmodifiableSet(new TreeSet<>(unknown));
        tags = TextSet.of(tags);
        paymentGatewayNames = paymentGatewayNames == null ? List.of() : List.copyOf(paymentGatewayNames);
        discountCodes = discountCodes == null
                ? List.of()
                : discountCodes.stream().sorted().toList();
        taxLines = ById.sorted(taxLines, TaxLine.ORDER);
        lineItems = ById.sorted(lineItems, OrderLine::id);
        shippingLines = ById.sorted(shippingLines, ShippingLine::id);
        refunds = ById.sorted(refunds, Refund::id);
        fulfillments = ById.sorted(fulfillments, Fulfillment::id);
        channelLiableTaxes = TextSet.of(channelLiableTaxes);
        discountApplications = discountApplications == null ? List.of() : List.copyOf(discountApplications);
        discountCodeAmounts = ById.sorted(discountCodeAmounts, Comparator.comparing(String::valueOf));
        lineDetails = ById.sorted(lineDetails, LineDetails::id);
        lineHandling = ById.sorted(lineHandling, LineHandling::id);
        shippingDetails = ById.sorted(shippingDetails, ShippingDetails::id);
        refundDetails = ById.sorted(refundDetails, RefundDetails::id);
        parcelDetails = ById.sorted(parcelDetails, ParcelDetails::id);
        parcelServices = ById.sorted(parcelServices, ParcelService::id);
        transactions = ById.sorted(transactions, Payment::id);
        returns = ById.sorted(returns, OrderReturn::id);
        riskAssessments = ById.sorted(riskAssessments, RiskAssessment.ORDER);
    }

    @Override
    public RecordFields<OrderRecord> fields() {
        return FIELDS;
    }

    @Override
    public int since(String field) {
        return SINCE.getOrDefault(field, 1);
    }

    private static Map<String, Integer> since() {
        Map<String, Integer> since = new HashMap<>(Map.of("personal", 4, "browsing", 2));
        List<String> fields = FIELDS.entityFields();
        fields.subList(fields.indexOf("browsing") + 1, fields.size()).forEach(field -> since.put(field, 3));
        return Map.copyOf(since);
    }
}
