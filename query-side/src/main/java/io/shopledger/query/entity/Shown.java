package io.shopledger.query.entity;

import io.shopledger.CanonicalRecord;
import io.shopledger.StoreId;
import io.shopledger.query.list.Listing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** A kind that the API shows: as lists and one by one. */
public interface Shown<R extends Record & CanonicalRecord<R>> {

    /** @return the word in addresses and answers, such as {@code orders}; answers are cached under it */
    String kind();

    /** @return of one, such as {@code order} */
    String one();

    /** @return as in Shopify's global ids, such as {@code Order} */
    String gid();

    /** @return the key of its event stream */
    String stream(StoreId store, long id);

    Class<R> record();

    Class<? extends EntityRow> row();

    Form<R> form();

    /** @return by what its lists are filtered, searched and sorted */
    Listing listing();

    /** @return one as JSON, for the API's description */
    String example();

    /** @return the fields that {@link #complete} adds */
    default Set<String> keptElsewhere() {
        return Set.of();
    }

    /** @return fields that are shown in lists too, and hold more when what is personal is opened */
    default Set<String> holdPersonal() {
        return Set.of();
    }

    /** Adds what is kept elsewhere to answers without personal fields. @param views by Shopify's number */
    default void complete(StoreId store, Map<Long, ObjectNode> views) {}

    /** @param parts each the fields of one sealed part as a JSON object, or empty when its key was destroyed */
    default void open(ObjectNode view, List<Optional<String>> parts) {}

    /** It is known that there is nothing personal: the fields are there, and empty. */
    default void nothingPersonal(ObjectNode view) {}
}
