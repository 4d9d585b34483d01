package io.shopledger.order;

import io.shopledger.ById;
import io.shopledger.CanonicalRecord;
import io.shopledger.MoneyBag;
import io.shopledger.RecordFields;
import io.shopledger.Sealed;
import java.lang.invoke.MethodHandles;
import java.time.Instant;
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
        @Nullable Sealed browsing)
        implements CanonicalRecord<OrderRecord> {

    /** The revision of today's mappers. A field whose meaning came later is listed in {@link #SINCE}. */
    public static final int MAPPING = 2;

    /** In revision 1 one sealed part held both, and so could not be compared with what GraphQL tells. */
    private static final Map<String, Integer> SINCE = Map.of("personal", 2, "browsing", 2);

    /** This record's fields by name. */
    public static final RecordFields<OrderRecord> FIELDS =
            new RecordFields<>(OrderRecord.class, MethodHandles.lookup());

    public OrderRecord {
        unknown = unknown == null ? Set.of() : java.util.Collections.unmodifiableSet(new TreeSet<>(unknown));
        tags = tags == null
                ? List.of()
                : tags.stream()
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .distinct()
                        .sorted()
                        .toList();
        paymentGatewayNames = paymentGatewayNames == null ? List.of() : List.copyOf(paymentGatewayNames);
        discountCodes = discountCodes == null
                ? List.of()
                : discountCodes.stream().sorted().toList();
        taxLines = ById.sorted(taxLines, TaxLine.ORDER);
        lineItems = ById.sorted(lineItems, OrderLine::id);
        shippingLines = ById.sorted(shippingLines, ShippingLine::id);
        refunds = ById.sorted(refunds, Refund::id);
        fulfillments = ById.sorted(fulfillments, Fulfillment::id);
    }

    @Override
    public RecordFields<OrderRecord> fields() {
        return FIELDS;
    }

    @Override
    public int since(String field) {
        return SINCE.getOrDefault(field, 1);
    }
}
