package io.shopledger.app.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.app.process.Http;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The products that were written under certain titles: in the simulated store, and in our API. */
public final class WrittenProducts {
    private final Http http;
    private final String simulator;
    private final String service;
    private final String titles;

    /** @param titles what all their titles begin with */
    public WrittenProducts(Http http, String simulator, String service, String titles) {
        this.http = http;
        this.simulator = simulator;
        this.service = service;
        this.titles = titles;
    }

    /** What is known of one by its title. */
    public record Product(long id, List<BigDecimal> pricesOfVariants) {
        /** Its one price, as a number: 12.5 is 12.50. */
        public static List<BigDecimal> prices(String price) {
            return List.of(new BigDecimal(price).stripTrailingZeros());
        }
    }

    /** By title; fails where Shopify has one twice. */
    public Map<String, Product> inShopify() {
        return byTitle(http.lines(simulator + "/__sim/truth/products"));
    }

    /** By title; fails where we list one twice. */
    public Map<String, Product> inApi(long store) {
        List<JsonNode> all = new ArrayList<>();
        http.eachOf(service + "/api/v1/products?store_id=" + store + "&limit=100", "products", all::add);
        return byTitle(all);
    }

    private Map<String, Product> byTitle(List<JsonNode> products) {
        Map<String, Product> byTitle = new TreeMap<>();
        for (JsonNode product : products) {
            String title = product.get("title").asString();
            if (title.startsWith(titles)) {
                List<BigDecimal> prices = new ArrayList<>();
                product.get("variants")
                        .forEach(variant ->
                                prices.add(new BigDecimal(variant.get("price").asString()).stripTrailingZeros()));
                assertThat(byTitle.put(title, new Product(product.get("id").asLong(), prices)))
                        .as(title)
                        .isNull();
            }
        }
        return byTitle;
    }

    /** @param expected the price of each title: these products are in Shopify, nothing else of such titles, and we list them so */
    public void areWrittenOnce(Map<String, String> expected, long store) {
        Map<String, Product> truth = inShopify();
        assertThat(truth.keySet()).isEqualTo(expected.keySet());
        expected.forEach((title, price) -> assertThat(truth.get(title).pricesOfVariants())
                .as("prices of %s in Shopify", title)
                .isEqualTo(Product.prices(price)));
        assertThat(inApi(store)).isEqualTo(truth);
    }
}
