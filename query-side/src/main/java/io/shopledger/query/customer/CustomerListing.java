package io.shopledger.query.customer;

import io.shopledger.query.list.FilterBy;
import io.shopledger.query.list.Listing;
import io.shopledger.query.list.Sort;
import io.shopledger.vault.Contacts;
import java.util.ArrayList;
import java.util.List;

/** By what customers are listed. */
final class CustomerListing {
    static final Listing LISTING = new Listing(
            "customers",
            filters(),
            "tags and locale, or a whole e-mail address or telephone number with its +",
            List.of(Sort.CREATED_AT, Sort.UPDATED_AT));

    private CustomerListing() {}

    private static List<FilterBy> filters() {
        List<FilterBy> all = new ArrayList<>(List.of(
                FilterBy.word("state", "only customers in this state", "enabled", "disabled", "invited", "declined"),
                FilterBy.contact(
                        "email",
                        Contacts.What.EMAIL,
                        "customer",
                        "only customers with exactly this e-mail address, its case aside",
                        "jon@example.com"),
                FilterBy.contact(
                        "phone",
                        Contacts.What.PHONE,
                        "customer",
                        "only customers with exactly this telephone number",
                        "+491701234567"),
                FilterBy.exact("tag", "only customers with this tag, its case aside", "vip")));
        all.addAll(FilterBy.times("created_at", "that were created"));
        all.addAll(FilterBy.times("updated_at", "that last changed"));
        return all;
    }
}
