package io.shopledger.order;

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
 * @param personal the personal fields, sealed under this order's own key
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
        @Nullable Sealed personal) {

    /** The revision of today's mappers. A field added later is listed with its revision in {@link #knows}. */
    public static final int MAPPING = 1;

    /** This record's fields by name. */
    public static final RecordFields<OrderRecord> FIELDS =
            new RecordFields<>(OrderRecord.class, MethodHandles.lookup());

    /** What describes the record itself, and is no field of the order. */
    private static final Set<String> ABOUT_THE_RECORD = Set.of("mapping", "unknown");

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

    /** @return the names of all fields of an order, known or not */
    public static List<String> fieldNames() {
        return FIELDS.names().stream()
                .filter(name -> !ABOUT_THE_RECORD.contains(name))
                .toList();
    }

    /** @return whether this record was told of the field, be it that there is nothing */
    public boolean knows(String field) {
        return !unknown.contains(field);
    }

    public @Nullable Object get(String field) {
        return FIELDS.get(this, field);
    }

    /** @return a copy in which the named fields are known and have these values */
    public OrderRecord with(Map<String, ? extends @Nullable Object> changes) {
        Map<String, @Nullable Object> all = new java.util.HashMap<>(changes);
        Set<String> stillUnknown = new TreeSet<>(unknown);
        if (stillUnknown.removeAll(changes.keySet())) {
            all.put("unknown", stillUnknown);
        }
        return FIELDS.with(this, all);
    }

    /** @return a record that knows nothing but these fields: what {@link OrderEvent.OrderLearned} carries */
    public OrderRecord only(Set<String> fields) {
        Map<String, @Nullable Object> nothing = new java.util.HashMap<>();
        Set<String> unknownNow = new TreeSet<>(fieldNames());
        unknownNow.removeAll(fields);
        unknownNow.forEach(name -> nothing.put(name, null));
        nothing.put("unknown", unknownNow);
        return FIELDS.with(this, nothing);
    }
}
