package io.shopledger.simulator.truth;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** People come, move, change their names and minds; some of those who never bought anything leave. */
final class CustomerLife {
    private static final int TRIES = 30;

    private final Store store;

    CustomerLife(Store store) {
        this.store = store;
    }

    void create() {
        Moment at = store.moment(null);
        long id = at.ids().next();
        ObjectNode customer = People.customer(id, "guest" + id, at.random(), at.text());
        store.commit(Kind.CUSTOMER, customer, People.more(customer, at.random()), List.of(Topic.CUSTOMERS_CREATE));
    }

    void change() {
        Entity known = store.shelf(Kind.CUSTOMER).any(store.random());
        Moment at = store.moment(known);
        ObjectNode customer = known.body().tree();
        ObjectNode more = more(known.more());
        switch (at.random().nextInt(8)) {
            case 0 -> rename(customer, at);
            case 1 -> customer.put("email", "mail" + at.token(6) + "@example.com");
            case 2 -> customer.put("note", at.chance(0.3) ? null : at.oneOf(EditDetails.NOTES));
            case 3 -> People.moveHome(customer, at.random());
            case 4 -> more.put("tags", at.oneOf(People.TAGS));
            case 5 -> People.consent(more.putObject("email_marketing_consent"), at.chance(0.5), at.text());
            case 6 -> customer.put("state", at.oneOf(List.of("enabled", "disabled", "invited")));
            default -> customer.put("tax_exempt", !customer.get("tax_exempt").asBoolean());
        }
        customer.put("updated_at", at.text());
        store.commit(Kind.CUSTOMER, customer, more, List.of(Topic.CUSTOMERS_UPDATE));
    }

    /** @return whether there is such a customer */
    boolean write(long id, String text) {
        Entity known = store.shelf(Kind.CUSTOMER).find(id);
        if (known == null) {
            return false;
        }
        ObjectNode customer = known.body().tree();
        customer.put("first_name", text).put("note", text).put("email", text + "@example.com");
        customer.put("updated_at", store.moment(known).text());
        store.commit(Kind.CUSTOMER, customer, more(known.more()), List.of(Topic.CUSTOMERS_UPDATE));
        return true;
    }

    void remove() {
        Entity known = any(false);
        if (known == null) {
            create();
            return;
        }
        ObjectNode told = PackedJson.JSON.createObjectNode().put("id", known.id());
        told.putArray("tax_exemptions");
        told.put("admin_graphql_api_id", "gid://shopify/Customer/" + known.id());
        store.remove(known, told, Topic.CUSTOMERS_DELETE);
    }

    /** One who buys, or one who never does; absent where none is met. */
    @Nullable
    Entity any(boolean orders) {
        Shelf shelf = store.shelf(Kind.CUSTOMER);
        for (int i = 0; i < TRIES && !shelf.isEmpty(); i++) {
            Entity met = shelf.any(store.random());
            if (People.neverOrders(met.id()) != orders) {
                return met;
            }
        }
        return null;
    }

    private static void rename(ObjectNode customer, Moment at) {
        customer.put("first_name", at.oneOf(People.FIRST)).put("last_name", at.oneOf(People.LAST));
    }

    private static ObjectNode more(@Nullable PackedJson known) {
        return known == null ? PackedJson.JSON.createObjectNode() : known.tree();
    }
}
