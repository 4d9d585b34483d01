package io.shopledger.app.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What an audit is about: the words of the command line that name an entity. */
final class AuditedEntity {
    @Parameters(index = "0", paramLabel = "KIND", description = "products, orders, customers, inventory or stock.")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "ID", description = "Shopify's number; of stock ITEM-LOCATION.")
    private String id = "";

    @Option(names = "--store-id", required = true, paramLabel = "N", description = "The store's number, from 1.")
    private long store;

    /** @param parameters names and values in turn; those without a value are left out */
    String address(String call, @Nullable String... parameters) {
        StringBuilder address = new StringBuilder("/api/v1/audit/%s/%s/%s?store_id=%d"
                .formatted(encoded(kind.toLowerCase(Locale.ROOT)), encoded(id), call, store));
        for (int at = 0; at < parameters.length; at += 2) {
            String value = parameters[at + 1];
            if (value != null) {
                address.append('&').append(parameters[at]).append('=').append(encoded(value));
            }
        }
        return address.toString();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
