package io.shopledger.query.dashboard;

import static io.shopledger.query.dashboard.Cell.flag;
import static io.shopledger.query.dashboard.Cell.moment;
import static io.shopledger.query.dashboard.Cell.money;
import static io.shopledger.query.dashboard.Cell.number;
import static io.shopledger.query.dashboard.Cell.size;
import static io.shopledger.query.dashboard.Cell.sum;
import static io.shopledger.query.dashboard.Cell.text;
import static io.shopledger.query.dashboard.Cell.word;

import java.util.ArrayList;
import java.util.List;

/**
 * How one kind is shown: in a list and alone. What is shown of it is what the API answers.
 *
 * @param path the word in the pages' addresses
 * @param kind the word in the API's addresses
 * @param one of one, in the words of a heading
 * @param questions by which a list is narrowed
 * @param name what an entity is called
 * @param columns of a list, beside the name
 * @param facts of an entity's own page
 * @param items the list that an entity's page shows whole
 */
record Room(
        String path,
        String kind,
        String title,
        String one,
        List<Question> questions,
        Cell name,
        List<Cell> columns,
        List<Cell> facts,
        List<Items> items) {

    /** A list inside an entity. @param linked the field that leads to a page under the entity's own; empty for none */
    record Items(String field, String title, String linked, Cell name, List<Cell> columns) {}

    static final List<Room> ALL = List.of(
            new Room(
                    "products",
                    "products",
                    "Products",
                    "Product",
                    questions(
                            Question.text("search", "Search"),
                            Question.word("status", "State", "active", "draft", "archived", "unlisted"),
                            Question.text("vendor", "Vendor"),
                            Question.text("product_type", "Type"),
                            Question.text("tag", "Tag")),
                    text("Product", "title", "id"),
                    List.of(
                            word("State", "status"),
                            text("Vendor", "vendor"),
                            text("Type", "product_type"),
                            size("Variants", "variants"),
                            moment("Last change", "updated_at")),
                    List.of(
                            word("State", "status"),
                            text("Vendor", "vendor"),
                            text("Type", "product_type"),
                            text("Handle", "handle"),
                            text("Tags", "tags"),
                            moment("Created", "created_at"),
                            moment("Published", "published_at"),
                            moment("Last change at Shopify", "updated_at")),
                    List.of(new Items(
                            "variants",
                            "Variants",
                            "",
                            text("Variant", "title", "id"),
                            List.of(
                                    text("SKU", "sku"),
                                    text("Barcode", "barcode"),
                                    number("Price", "price"),
                                    number("Before", "compare_at_price"))))),
            new Room(
                    "orders",
                    "orders",
                    "Orders",
                    "Order",
                    questions(
                            Question.text("search", "Search"),
                            Question.word("status", "State", "open", "closed", "cancelled"),
                            Question.word(
                                    "financial_status",
                                    "Payment",
                                    "paid",
                                    "pending",
                                    "authorized",
                                    "partially_paid",
                                    "partially_refunded",
                                    "refunded",
                                    "voided"),
                            Question.word(
                                    "fulfillment_status",
                                    "Fulfillment",
                                    "fulfilled",
                                    "unfulfilled",
                                    "partial",
                                    "restocked")),
                    text("Order", "name", "id"),
                    List.of(
                            money("Current total", "current_total_price", "total_price"),
                            money("Original total", "total_price"),
                            word("Payment", "financial_status"),
                            word("Fulfillment", "fulfillment_status"),
                            moment("Placed", "created_at"),
                            moment("Last change", "updated_at")),
                    List.of(
                            money("Current total", "current_total_price", "total_price"),
                            money("Original total", "total_price"),
                            word("Payment", "financial_status"),
                            word("Fulfillment", "fulfillment_status"),
                            moment("Placed", "created_at"),
                            moment("Last change at Shopify", "updated_at"),
                            moment("Cancelled", "cancelled_at"),
                            word("Cancelled because", "cancel_reason"),
                            moment("Closed", "closed_at"),
                            text("Tags", "tags"),
                            text("Source", "source_name")),
                    List.of(new Items(
                            "line_items",
                            "Items",
                            "",
                            text("Item", "title", "id"),
                            List.of(
                                    text("Variant", "variant_title"),
                                    text("SKU", "sku"),
                                    number("Quantity", "current_quantity", "quantity"),
                                    number("Price", "price"))))),
            new Room(
                    "customers",
                    "customers",
                    "Customers",
                    "Customer",
                    questions(
                            Question.word("state", "State", "enabled", "disabled", "invited", "declined"),
                            Question.text("tag", "Tag")),
                    text("Customer", "id"),
                    List.of(
                            word("State", "state"),
                            flag("Verified", "verified_email"),
                            text("Tags", "tags"),
                            moment("Joined", "created_at"),
                            moment("Last change", "updated_at")),
                    List.of(
                            word("State", "state"),
                            flag("E-mail verified", "verified_email"),
                            flag("Tax exempt", "tax_exempt"),
                            text("Language", "locale"),
                            text("Tags", "tags"),
                            moment("Joined", "created_at"),
                            moment("Last change at Shopify", "updated_at")),
                    List.of()),
            new Room(
                    "stock",
                    "inventory",
                    "Stock",
                    "Inventory item",
                    questions(Question.text("search", "SKU")),
                    text("Item", "sku", "id"),
                    List.of(
                            sum("Available", "levels", "available"),
                            size("Locations", "levels"),
                            flag("Tracked", "tracked"),
                            number("Cost", "cost"),
                            moment("Last change", "updated_at")),
                    List.of(
                            text("SKU", "sku"),
                            sum("Available everywhere", "levels", "available"),
                            flag("Tracked", "tracked"),
                            flag("Needs shipping", "requires_shipping"),
                            number("Cost", "cost"),
                            moment("Created", "created_at"),
                            moment("Last change at Shopify", "updated_at")),
                    List.of(new Items(
                            "levels",
                            "Where it is",
                            "location_id",
                            text("Location", "location_id"),
                            List.of(number("Available", "available"), moment("Last change", "updated_at"))))));

    private static List<Question> questions(Question... own) {
        List<Question> all = new ArrayList<>(List.of(own));
        all.addAll(Question.changed());
        return all;
    }
}
