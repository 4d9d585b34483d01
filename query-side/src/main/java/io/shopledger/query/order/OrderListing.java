package io.shopledger.query.order;

import io.shopledger.query.list.FilterBy;
import io.shopledger.query.list.Listing;
import io.shopledger.query.list.Sort;
import io.shopledger.vault.Contacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** By what orders are listed. */
final class OrderListing {
    /** In Shopify's meaning; an order may be both closed and cancelled. */
    private static final Map<String, String> STATUS = Map.of(
            "open", "t.closed_at is null and t.cancelled_at is null",
            "closed", "t.closed_at is not null",
            "cancelled", "t.cancelled_at is not null");

    static final Listing LISTING = new Listing(
            "orders",
            filters(),
            "name (1001 finds #1001), tags, PO and confirmation number, and their lines' SKU; or a whole e-mail "
                    + "address or telephone number with its +",
            List.of(
                    Sort.CREATED_AT,
                    Sort.UPDATED_AT,
                    new Sort("processed_at", "timestamptz", true),
                    new Sort("total_price", "numeric", true)));

    private OrderListing() {}

    private static List<FilterBy> filters() {
        List<FilterBy> all = new ArrayList<>(List.of(
                FilterBy.oneOf("status", "only open, closed or cancelled orders", "open", STATUS),
                FilterBy.word(
                        "financial_status",
                        "only orders in this payment state",
                        "paid",
                        "pending",
                        "partially_refunded",
                        "refunded",
                        "authorized",
                        "partially_paid",
                        "voided",
                        "expired"),
                FilterBy.word(
                        "fulfillment_status",
                        "only orders in this fulfillment state; unfulfilled where the order says null",
                        "fulfilled",
                        "unfulfilled",
                        "partial",
                        "restocked",
                        "fulfillment_not_required"),
                FilterBy.exact("name", "only the order that people see under this name", "#1001"),
                FilterBy.contact(
                        "email",
                        Contacts.What.EMAIL,
                        "order",
                        "only orders with exactly this e-mail address, its case aside",
                        "jon@example.com"),
                FilterBy.contact(
                        "phone",
                        Contacts.What.PHONE,
                        "order",
                        "only orders with exactly this telephone number",
                        "+491701234567"),
                FilterBy.exact("tag", "only orders with this tag, its case aside", "gift"),
                FilterBy.exact("currency", "only orders in this currency of the shop", "EUR"),
                FilterBy.exact("source_name", "only orders that came this way, such as web or pos", "web"),
                FilterBy.flag("test", "only test orders, or only others"),
                FilterBy.number(
                        "customer_id", "only orders of the customer with this number of Shopify's", "207119551")));
        all.addAll(FilterBy.amounts("total_price", "whose total was, when they were placed, this"));
        all.addAll(FilterBy.times("created_at", "that were created"));
        all.addAll(FilterBy.times("processed_at", "that were processed"));
        all.addAll(FilterBy.times("updated_at", "that last changed"));
        return all;
    }
}
