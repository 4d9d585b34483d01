package io.shopledger.shopify.privacy;

import io.shopledger.customer.CustomerCommand.RedactCustomer;
import io.shopledger.customer.CustomerId;
import io.shopledger.observation.Observation;
import io.shopledger.order.OrderCommand.RedactOrder;
import io.shopledger.order.OrderId;
import io.shopledger.privacy.PrivacyRequest.Kind;
import io.shopledger.shopify.observation.Heard;
import io.shopledger.shopify.staging.Staging;
import io.shopledger.shopify.store.Connecting;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes demands: each is written down, and what is to be redacted is staged as observations of its entities, in one
 * transaction. So each is decided under its partition's lease, like all else that is observed of it.
 */
@Component
public class Demands {
    /** Under which parts of a redaction are staged. */
    static final String JOB = "privacy/redact";

    private final PostgresPrivacyRequests requests;
    private final Erasures erasures;
    private final Staging staging;
    private final Connecting connecting;
    private final TransactionTemplate transaction;

    Demands(
            PostgresPrivacyRequests requests,
            Erasures erasures,
            Staging staging,
            Connecting connecting,
            TransactionTemplate transaction) {
        this.requests = requests;
        this.erasures = erasures;
        this.staging = staging;
        this.connecting = connecting;
        this.transaction = transaction;
    }

    /**
     * Taken twice it is the same demand.
     *
     * @param delivery its number in the inbox
     * @return a stable word, as the delivery's outcome shows it
     */
    public String take(long delivery, Heard heard, Demand demand) {
        if (connecting.isOtherShop(heard.store(), demand.shopId())) {
            return "other-shop";
        }
        if (demand.kind() == Kind.SHOP_REDACT) {
            return redactShop(delivery, heard, demand);
        }
        List<Observation> parts = parts(heard, demand);
        List<String> subjects = parts.stream().map(Observation::stream).toList();
        transaction.executeWithoutResult(status -> {
            boolean isNew = requests.add(delivery, heard, demand, subjects, null);
            if (isNew && demand.kind() == Kind.CUSTOMER_REDACT) {
                staging.add(JOB, heard.store(), parts);
            }
        });
        return demand.kind() == Kind.DATA_REQUEST ? "data-requested" : "redacting";
    }

    private static List<Observation> parts(Heard heard, Demand demand) {
        List<Observation> parts = new ArrayList<>();
        if (demand.customer() != null) {
            CustomerId customer = new CustomerId(heard.store(), demand.customer());
            parts.add(new RedactCustomer(customer, heard.triggeredAt(), heard.origin(heard.at(null))));
        }
        demand.orders()
                .forEach(order -> parts.add(new RedactOrder(
                        new OrderId(heard.store(), order), heard.triggeredAt(), heard.origin(heard.at(null)))));
        return parts;
    }

    private String redactShop(long delivery, Heard heard, Demand demand) {
        OptionalInt over = connecting.redacted(heard.store());
        List<String> subjects = over.stream()
                .boxed()
                .flatMap(generation -> Stream.of(Erasures.ofStore(heard.store(), generation)))
                .toList();
        String note = over.isPresent() ? null : "connected-again";
        transaction.executeWithoutResult(status -> {
            requests.add(delivery, heard, demand, subjects, note);
            subjects.forEach(subject -> erasures.decided(subject, heard.store()));
        });
        return over.isPresent() ? "redacting" : "connected-again";
    }
}
