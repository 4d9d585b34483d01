package io.shopledger.query.http;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What stands for personal fields whose key was destroyed: they cannot be read again, by anyone. */
public final class Redacted {
    public static final String TEXT = "[redacted]";

    private static final List<String> ADDRESS = List.of(
            "first_name",
            "last_name",
            "name",
            "company",
            "address1",
            "address2",
            "city",
            "zip",
            "province",
            "province_code",
            "country",
            "country_code",
            "phone");

    private Redacted() {}

    public static ObjectNode address() {
        ObjectNode address = JsonNodeFactory.instance.objectNode();
        ADDRESS.forEach(part -> address.put(part, TEXT));
        return address;
    }
}
