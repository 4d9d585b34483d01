package io.shopledger.simulator.truth;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Makes customers, with names and addresses from many scripts, in the shape of customer webhooks. */
final class People {
    static final List<String> FIRST = List.of(
            "Zoë", "Łukasz", "花子", "Søren", "Ánh", "محمد", "Иван", "Renée", "John", "Mary-Jane", "Þór", "Ngozi");
    static final List<String> LAST = List.of(
            "Müller", "Żółć", "佐藤", "Ørsted", "Nguyễn", "العلي", "Петров", "O'Brien", "Smith", "García", "Jónsdóttir");
    static final List<String> TAGS = List.of("", "vip", "café, newsletter", "vip, wholesale", "b2b");
    private static final List<Place> PLACES = List.of(
            new Place("Ottawa", "Ontario", "ON", "Canada", "CA", "K2H 7A8", 45.42, -75.69),
            new Place("New York", "New York", "NY", "United States", "US", "10013", 40.72, -74.0),
            new Place("Louisville", "Kentucky", "KY", "United States", "US", "40202", 38.25, -85.76),
            new Place("München", null, null, "Germany", "DE", "80331", 48.14, 11.58),
            new Place("東京", "東京都", "JP-13", "Japan", "JP", "100-0001", 35.68, 139.75),
            new Place("Kraków", null, null, "Poland", "PL", "31-001", null, null),
            new Place("Saint-Étienne", null, null, "France", "FR", "42000", 45.44, 4.39),
            new Place("Dublin", "Dublin", "D", "Ireland", "IE", "D02 X285", null, null));

    private static final String CURRENCY = "USD";
    /** A store never deletes who has ordered; so some never order. */
    private static final int ONE_NEVER_ORDERS = 10;

    private People() {}

    /** The same number is always the same person. */
    static ObjectNode ofSeed(long seed, int number, String since) {
        Random own = new Random(seed * 1_000_003 + number);
        own.nextInt(); // the first number of neighbouring seeds is nearly the same
        return customer(SeedIds.customer(number), "buyer" + number, own, since);
    }

    static ObjectNode customer(long id, String mailbox, Random own, String since) {
        String first = FIRST.get(own.nextInt(FIRST.size()));
        String last = LAST.get(own.nextInt(LAST.size()));
        String phone = own.nextInt(3) == 0 ? null : "+1555%07d".formatted(Math.floorMod(id / 32_768, 10_000_000L));
        ObjectNode customer = PackedJson.JSON.createObjectNode();
        customer.put("id", id).put("created_at", since).put("updated_at", since);
        customer.put("first_name", first).put("last_name", last);
        customer.put("state", own.nextBoolean() ? "enabled" : "disabled").putNull("note");
        customer.put("verified_email", true).putNull("multipass_identifier").put("tax_exempt", own.nextInt(30) == 0);
        customer.put("email", mailbox + "@example.com").put("phone", phone).put("currency", CURRENCY);
        customer.putArray("addresses");
        customer.putArray("tax_exemptions");
        customer.put("admin_graphql_api_id", "gid://shopify/Customer/" + id);
        int house = own.nextInt(900) + 1;
        ObjectNode home = PackedJson.JSON.createObjectNode();
        home.put("id", id + 1).put("customer_id", id).put("first_name", first).put("last_name", last);
        home.put("company", house % 7 == 0 ? "Æther & Söhne \"GmbH\"" : null);
        home.put("address1", "")
                .putNull("address2")
                .put("city", "")
                .put("province", "")
                .put("country", "");
        home.put("zip", "").put("phone", phone).put("name", first + " " + last);
        home.put("province_code", "")
                .put("country_code", "")
                .put("country_name", "")
                .put("default", true);
        customer.set("default_address", home);
        moveHome(customer, own.nextInt(PLACES.size()), house);
        return customer;
    }

    /** What webhooks no longer tell of a customer, in the shape in which they once did. */
    static ObjectNode more(ObjectNode customer, Random own) {
        ObjectNode more = PackedJson.JSON.createObjectNode();
        more.put("tags", TAGS.get(own.nextInt(TAGS.size())));
        String since = customer.get("created_at").asString();
        boolean subscribed = own.nextInt(3) == 0;
        consent(more.putObject("email_marketing_consent"), subscribed, since);
        if (customer.get("phone").isNull()) {
            more.putNull("sms_marketing_consent");
        } else {
            ObjectNode sms = more.putObject("sms_marketing_consent");
            consent(sms, own.nextInt(6) == 0, since);
            sms.put("consent_collected_from", "SHOPIFY");
        }
        return more;
    }

    static void consent(ObjectNode consent, boolean subscribed, String now) {
        consent.put("state", subscribed ? "subscribed" : "not_subscribed").put("opt_in_level", "single_opt_in");
        consent.put("consent_updated_at", subscribed ? now : null);
    }

    static boolean neverOrders(long id) {
        return id / 32_768 % ONE_NEVER_ORDERS == ONE_NEVER_ORDERS - 1;
    }

    static void moveHome(ObjectNode customer, Random random) {
        moveHome(customer, random.nextInt(PLACES.size()), random.nextInt(900) + 1);
    }

    private static void moveHome(ObjectNode customer, int place, int house) {
        ObjectNode home = (ObjectNode) customer.get("default_address");
        PLACES.get(place).writeTo(home, house);
        home.put("country_name", home.get("country").asString());
        home.remove(List.of("latitude", "longitude"));
        customer.putArray("addresses").add(home.deepCopy());
    }

    /** A street somewhere, as someone moved there. */
    static void move(ObjectNode address, Random random) {
        PLACES.get(random.nextInt(PLACES.size())).writeTo(address, random.nextInt(900) + 1);
    }

    /** A customer's home as in {@code billing_address} and {@code shipping_address} of an order. */
    static ObjectNode address(ObjectNode customer) {
        ObjectNode home = (ObjectNode) customer.get("default_address");
        ObjectNode address = PackedJson.JSON.createObjectNode();
        for (String field : List.of(
                "first_name",
                "address1",
                "phone",
                "city",
                "zip",
                "province",
                "country",
                "last_name",
                "address2",
                "company")) {
            address.set(field, home.get(field));
        }
        Place place = PLACES.stream()
                .filter(candidate -> candidate.city.equals(home.get("city").asString()))
                .findFirst()
                .orElseThrow();
        address.put("latitude", place.latitude).put("longitude", place.longitude);
        address.set("name", home.get("name"));
        address.set("country_code", home.get("country_code"));
        address.set("province_code", home.get("province_code"));
        return address;
    }

    private record Place(
            String city,
            @Nullable String province,
            @Nullable String provinceCode,
            String country,
            String countryCode,
            String zip,
            @Nullable Double latitude,
            @Nullable Double longitude) {

        void writeTo(ObjectNode address, int house) {
            address.put("address1", house + " Main Street").put("city", city).put("zip", zip);
            address.put("province", province).put("province_code", provinceCode);
            address.put("country", country).put("country_code", countryCode);
            address.put("latitude", latitude).put("longitude", longitude);
        }
    }
}
