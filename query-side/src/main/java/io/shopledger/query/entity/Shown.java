package io.shopledger.query.entity;

import io.shopledger.CanonicalRecord;
import io.shopledger.StoreId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** @return one as JSON, for the API's description */
    String example();

    /** Adds what is kept elsewhere to answers without personal fields. @param views by Shopify's number */
    default void complete(StoreId store, Map<Long, ObjectNode> views) {}

    /** @param parts each the fields of one sealed part as a JSON object, or empty when its key was destroyed */
    default void open(ObjectNode view, List<Optional<String>> parts) {}

    /** It is known that there is nothing personal: the fields are there, and empty. */
    default void nothingPersonal(ObjectNode view) {}
}
