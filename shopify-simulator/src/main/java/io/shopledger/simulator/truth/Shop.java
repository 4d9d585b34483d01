package io.shopledger.simulator.truth;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The store itself, as {@code shop/*} and {@code app/uninstalled} tell of it. */
public final class Shop {
    public static final long ID = 548_380_009L;
    public static final String NAME = "Super Toys";
    public static final String EMAIL = "owner@example.com";
    public static final String CURRENCY = "USD";
    public static final String ZONE = "America/Panama";

    private Shop() {}

    static ObjectNode webhook(String domain) {
        ObjectNode shop = PackedJson.JSON.createObjectNode();
        shop.put("id", ID).put("name", NAME).put("email", EMAIL).put("domain", domain);
        shop.put("province", "Ontario").put("country", "CA").put("address1", "150 Elgin Street");
        shop.put("zip", "K2P 1L4").put("city", "Ottawa").putNull("source").put("phone", "");
        shop.putNull("latitude")
                .putNull("longitude")
                .put("primary_locale", "en")
                .putNull("address2");
        shop.put("created_at", "2024-05-02T09:30:00-05:00").put("updated_at", "2026-01-02T09:30:00-05:00");
        shop.put("country_code", "CA").put("country_name", "Canada").put("currency", CURRENCY);
        shop.put("customer_email", EMAIL).put("timezone", "(GMT-05:00) Panama").put("iana_timezone", ZONE);
        shop.put("shop_owner", "Ann Owner").put("money_format", "${{amount}}");
        shop.put("money_with_currency_format", "${{amount}} USD")
                .put("weight_unit", "kg")
                .put("province_code", "ON");
        shop.put("taxes_included", false)
                .putNull("auto_configure_tax_inclusivity")
                .putNull("tax_shipping");
        shop.put("county_taxes", true).put("plan_display_name", "Basic").put("plan_name", "basic");
        shop.put("has_discounts", true).put("has_gift_cards", true).put("myshopify_domain", domain);
        shop.putNull("google_apps_domain").putNull("google_apps_login_enabled");
        shop.put("money_in_emails_format", "${{amount}}");
        shop.put("money_with_currency_in_emails_format", "${{amount}} USD").put("eligible_for_payments", true);
        shop.put("requires_extra_payments_agreement", false).put("password_enabled", false);
        shop.put("has_storefront", true).put("finances", true).put("primary_location_id", Locations.MAIN);
        shop.put("checkout_api_supported", true)
                .put("multi_location_enabled", true)
                .put("setup_required", false);
        shop.put("pre_launch_enabled", false).putArray("enabled_presentment_currencies");
        List.of("USD", "EUR", "CAD", "JPY", "KWD")
                .forEach(currency ->
                        shop.withArray("enabled_presentment_currencies").add(currency));
        shop.put("marketing_sms_consent_enabled_at_checkout", false).put("transactional_sms_disabled", false);
        return shop;
    }
}
