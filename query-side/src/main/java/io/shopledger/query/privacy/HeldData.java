package io.shopledger.query.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.customer.CustomerId;
import io.shopledger.order.OrderId;
import io.shopledger.privacy.PrivacyRequest;
import io.shopledger.query.audit.History;
import io.shopledger.query.audit.HistoryPage;
import io.shopledger.query.customer.CustomerShown;
import io.shopledger.query.entity.EntityAnswers;
import io.shopledger.query.order.OrderShown;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Compiles what is held of a customer: their record and their orders, opened, and what happened to each. */
@Component
class HeldData {
    private static final int EVENTS_AT_ONCE = 1_000;

    private final EntityAnswers answers;
    private final CustomerShown customers;
    private final OrderShown orders;
    private final History history;
    private final JdbcTemplate jdbc;

    HeldData(EntityAnswers answers, CustomerShown customers, OrderShown orders, History history, JdbcTemplate jdbc) {
        this.answers = answers;
        this.customers = customers;
        this.orders = orders;
        this.history = history;
        this.jdbc = jdbc;
    }

    /** All that there is. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "PersonalData")
    record Held(
            @JsonProperty("request") PrivacyRequestView request,

            @JsonProperty("customer") @Schema(type = "object", description = "null where none is known") @Nullable
            ObjectNode customer,

            @JsonProperty("orders") @Schema(type = "array") List<ObjectNode> orders,

            @JsonProperty("history")
            @Schema(description = "by stream; personal fields of earlier states stay sealed in it")
            Map<String, List<HistoryPage.Happened>> history) {}

    Held of(PrivacyRequest request, HttpServletRequest reader) {
        Map<String, List<HistoryPage.Happened>> happened = new LinkedHashMap<>();
        ObjectNode customer = null;
        if (request.customer() != null) {
            customer = answers.held(customers, request.store(), request.customer(), reader)
                    .orElse(null);
            tell(happened, new CustomerId(request.store(), request.customer()).toString());
        }
        List<ObjectNode> found = new ArrayList<>();
        for (long order : orders(request)) {
            answers.held(orders, request.store(), order, reader).ifPresent(found::add);
            tell(happened, new OrderId(request.store(), order).toString());
        }
        return new Held(PrivacyRequestView.of(request), customer, found, happened);
    }

    /** Those that Shopify listed, and those that name the customer. */
    private Iterable<Long> orders(PrivacyRequest request) {
        TreeSet<Long> all = new TreeSet<>(PrivacyRequestView.orders(request));
        if (request.customer() != null) {
            all.addAll(jdbc.queryForList(
                    "select id from shopify_orders where store_id = ? and customer_id = ?",
                    Long.class,
                    request.store().value(),
                    request.customer()));
        }
        return all;
    }

    private void tell(Map<String, List<HistoryPage.Happened>> happened, String stream) {
        List<HistoryPage.Happened> all = new ArrayList<>();
        Optional<HistoryPage> page = history.of(stream, 0, EVENTS_AT_ONCE);
        while (page.isPresent()) {
            all.addAll(page.get().events());
            String next = page.get().nextCursor();
            page = next == null ? Optional.empty() : history.of(stream, History.position(next), EVENTS_AT_ONCE);
        }
        if (!all.isEmpty()) {
            happened.put(stream, all);
        }
    }
}
