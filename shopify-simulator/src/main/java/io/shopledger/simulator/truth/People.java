package io.shopledger.simulator.truth;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The buyers: the same number is always the same person, with names and addresses from many scripts. */
final class People {
    private static final long FIRST_ID = 7_100_000_000_000L;
    private static final List<String> FIRST = List.of(
            "Zoë", "Łukasz", "花子", "Søren", "Ánh", "محمد", "Иван", "Renée", "John", "Mary-Jane", "Þór", "Ngozi");
    private static final List<String> LAST = List.of(
            "Müller", "Żółć", "佐藤", "Ørsted", "Nguyễn", "العلي", "Петров", "O'Brien", "Smith", "García", "Jónsdóttir");
    private static final List<Place> PLACES = List.of(
            new Place("Ottawa", "Ontario", "ON", "Canada", "CA", "K2H 7A8", 45.42, -75.69),
            new Place("New York", "New York", "NY", "United States", "US", "10013", 40.72, -74.0),
            new Place("Louisville", "Kentucky", "KY", "United States", "US", "40202", 38.25, -85.76),
            new Place("München", null, null, "Germany", "DE", "80331", 48.14, 11.58),
            new Place("東京", "東京都", "JP-13", "Japan", "JP", "100-0001", 35.68, 139.75),
            new Place("Kraków", null, null, "Poland", "PL", "31-001", null, null),
            new Place("Saint-Étienne", null, null, "France", "FR", "42000", 45.44, 4.39),
            new Place("Dublin", "Dublin", "D", "Ireland", "IE", "D02 X285", null, null));

    private final long seed;
    private final int customers;

    People(long seed, int customers) {
        this.seed = seed;
        this.customers = customers;
    }

    /** One of the store's customers; in a store without any, always the same one. */
    Person any(Random random) {
        int number = customers == 0 ? 0 : random.nextInt(customers);
        Random own = new Random(seed * 1_000_003 + number);
        own.nextInt();
        String first = FIRST.get(own.nextInt(FIRST.size()));
        String last = LAST.get(own.nextInt(LAST.size()));
        return new Person(
                FIRST_ID + number * 32_768L,
                first,
                last,
                "buyer" + number + "@example.com",
                own.nextInt(3) == 0 ? null : "+1555%07d".formatted(number % 10_000_000),
                own.nextInt(PLACES.size()),
                own.nextInt(900) + 1);
    }

    /** A street somewhere, as someone moved there. */
    static void move(ObjectNode address, Random random) {
        PLACES.get(random.nextInt(PLACES.size())).writeTo(address, random.nextInt(900) + 1);
    }

    /** One buyer, and where they live. */
    record Person(
            long id,
            String first,
            String last,
            String email,
            @Nullable String phone,
            int place,
            int house) {

        String name() {
            return first + " " + last;
        }

        String country() {
            return PLACES.get(place).countryCode;
        }

        /** As in {@code billing_address} and {@code shipping_address}. */
        ObjectNode address() {
            ObjectNode address = PackedJson.JSON.createObjectNode();
            address.put("first_name", first);
            address.put("address1", "").put("phone", phone);
            address.put("city", "").put("zip", "").put("province", "").put("country", "");
            address.put("last_name", last);
            address.putNull("address2");
            address.put("company", house % 7 == 0 ? "Æther & Söhne \"GmbH\"" : null);
            address.putNull("latitude").putNull("longitude");
            address.put("name", name()).put("country_code", "").put("province_code", "");
            PLACES.get(place).writeTo(address, house);
            return address;
        }

        /** As in {@code customer}: without tags, consent and totals, which order webhooks lost in 2025. */
        ObjectNode customer(String currency, String since) {
            ObjectNode customer = PackedJson.JSON.createObjectNode();
            customer.put("id", id).put("created_at", since).put("updated_at", since);
            customer.put("first_name", first).put("last_name", last);
            customer.put("state", house % 2 == 0 ? "enabled" : "disabled").putNull("note");
            customer.put("verified_email", true).putNull("multipass_identifier").put("tax_exempt", false);
            customer.put("email", email).put("phone", phone).put("currency", currency);
            customer.putArray("tax_exemptions");
            customer.put("admin_graphql_api_id", "gid://shopify/Customer/" + id);
            ObjectNode home = address();
            home.put("id", id + 1).put("customer_id", id);
            home.put("country_name", home.get("country").asString()).put("default", true);
            home.remove(List.of("latitude", "longitude"));
            customer.set("default_address", home);
            return customer;
        }
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
