package io.shopledger.shopify.webhook;

import ch.qos.logback.core.joran.spi.ConsoleTarget;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One line of JSON per delivery, and nothing else on the line: {@code {"topic":"orders/create","store":"…","status":"accepted"}}.
 * Written by a thread of its own, so that no delivery waits for the console; where that cannot keep up, lines are left out.
 */
@Component
class WebhookLog {
    static final String LOGGER = "io.shopledger.webhooks";
    private static final int LINES_WAITING = 8_192;
    private static final int LINE_LENGTH = 256;

    private static final int LINES_AT_ONCE = 1_024;
    private static final int PATIENCE_MILLIS = 200;
    private static final int GATHERING_MILLIS = 20;
    private static final int CLOSING_MILLIS = 2_000;

    private final Logger log = LoggerFactory.getLogger(LOGGER);
    /** Without the time and the level that the common way puts before each line. */
    private final OutputStream console = ConsoleTarget.SystemOut.getStream();

    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(LINES_WAITING);
    private final Thread writer = new Thread(this::write, "webhook-lines");
    private volatile boolean open = true;

    WebhookLog() {
        writer.setDaemon(true);
        writer.start();
    }

    void received(Delivery delivery) {
        if (log.isInfoEnabled()) {
            lines.offer(line(delivery) + System.lineSeparator());
        }
    }

    static String line(Delivery delivery) {
        StringBuilder line = new StringBuilder(LINE_LENGTH);
        line.append('{');
        field(line, "topic", delivery.topic());
        field(line.append(','), "store", delivery.shop());
        field(
                line.append(','),
                "status",
                delivery.dead() == null ? "accepted" : delivery.dead().code());
        field(line.append(','), "at", delivery.receivedAt().toString());
        field(line.append(','), "webhook_id", delivery.webhookId());
        return line.append(",\"bytes\":")
                .append(delivery.bodyBytes())
                .append('}')
                .toString();
    }

    private static void field(StringBuilder line, String name, @Nullable String value) {
        line.append('"').append(name).append("\":");
        if (value == null) {
            line.append("null");
            return;
        }
        line.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' '
                    || c > '~') { // headers are not signed: whatever they hold must not make a line of its own
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }

    /** All that waits at once: a call for each line would cost as much as verifying a delivery. */
    private void write() {
        List<String> some = new ArrayList<>(LINES_AT_ONCE);
        while (open || !lines.isEmpty()) {
            try {
                String first = lines.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    some.add(first);
                    Thread.sleep(GATHERING_MILLIS); // else whoever delivers would wake this thread for each line
                    lines.drainTo(some, LINES_AT_ONCE - 1);
                    console.write(String.join("", some).getBytes(StandardCharsets.US_ASCII));
                    console.flush();
                }
            } catch (InterruptedException stopping) {
                return;
            } catch (IOException closed) {
                log.debug("Lines of deliveries could not be written", closed);
            } finally {
                some.clear();
            }
        }
    }

    /** Writes what waits. */
    @PreDestroy
    void close() throws InterruptedException {
        open = false;
        writer.join(CLOSING_MILLIS);
    }
}
