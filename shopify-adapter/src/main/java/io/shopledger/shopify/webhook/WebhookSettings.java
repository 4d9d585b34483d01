package io.shopledger.shopify.webhook;

import io.shopledger.Role;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Settings of the way in. */
@Component
class WebhookSettings {
    /** What is sealed of a body must still be readable as one text of an event. */
    private static final int MOST_BYTES = 10 << 20;

    private final List<String> appSecrets;
    private final int maxBytes;
    private final int inboxDays;
    private final boolean soleProcess;
    private final boolean worker;

    /**
     * @param appSecret the app's client secret, with which Shopify signs
     * @param oldAppSecret the one before, for as long as the two rotate
     * @param maxBytes the largest body that is decided on; larger ones are kept as dead letters
     * @param inboxDays how long bodies are kept
     * @param soleProcess whether nobody else can be at this database: then leases left by a killed process are void
     * @param roles of this process
     */
    WebhookSettings(
            @Value("${SHOPIFY_API_SECRET:}") String appSecret,
            @Value("${SHOPIFY_API_SECRET_OLD:}") String oldAppSecret,
            @Value("${SHOPLEDGER_WEBHOOK_MAX_BYTES:5242880}") int maxBytes,
            @Value("${SHOPLEDGER_INBOX_DAYS:14}") int inboxDays,
            @Value("${shopledger.sole-process:false}") boolean soleProcess,
            @Value("${shopledger.roles:}") String roles) {
        this.appSecrets = List.of(appSecret, oldAppSecret).stream()
                .filter(secret -> !secret.isBlank())
                .toList();
        if (maxBytes < 1024 || maxBytes > MOST_BYTES) {
            throw new IllegalArgumentException("SHOPLEDGER_WEBHOOK_MAX_BYTES is " + maxBytes
                    + "; give a number of bytes from 1024 to " + MOST_BYTES);
        }
        if (inboxDays < 1 || inboxDays > 3650) {
            throw new IllegalArgumentException(
                    "SHOPLEDGER_INBOX_DAYS is " + inboxDays + "; give a number of days from 1 to 3650");
        }
        this.maxBytes = maxBytes;
        this.inboxDays = inboxDays;
        this.soleProcess = soleProcess;
        this.worker = Role.WORKER.isIn(roles);
    }

    List<String> appSecrets() {
        return appSecrets;
    }

    int maxBytes() {
        return maxBytes;
    }

    int inboxDays() {
        return inboxDays;
    }

    boolean soleProcess() {
        return soleProcess;
    }

    /** @return whether this process works on what is waiting */
    boolean worker() {
        return worker;
    }
}
