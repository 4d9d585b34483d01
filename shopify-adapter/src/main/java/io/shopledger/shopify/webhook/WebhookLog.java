package io.shopledger.shopify.webhook;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
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

    private final org.slf4j.Logger log = LoggerFactory.getLogger(LOGGER);
    private final @Nullable AsyncAppender console = console();

    void received(Delivery delivery) {
        if (log.isInfoEnabled()) {
            log.info(line(delivery));
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

    /** Its own way to the console: the common one puts a time and a level before each line. */
    private static @Nullable AsyncAppender console() {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return null;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%msg%n");
        encoder.start();
        ConsoleAppender<ILoggingEvent> lines = new ConsoleAppender<>();
        lines.setContext(context);
        lines.setName("webhook-lines");
        lines.setEncoder(encoder);
        lines.start();
        AsyncAppender async = new AsyncAppender();
        async.setContext(context);
        async.setName("webhook-lines-async");
        async.setQueueSize(LINES_WAITING);
        async.setDiscardingThreshold(0);
        async.setNeverBlock(true);
        async.addAppender(lines);
        async.start();
        Logger logger = context.getLogger(LOGGER);
        logger.detachAndStopAllAppenders(); // one line is one delivery, however often we are started in one process
        logger.setAdditive(false);
        logger.addAppender(async);
        return async;
    }

    @PreDestroy
    void close() {
        if (console != null) {
            ((LoggerContext) LoggerFactory.getILoggerFactory())
                    .getLogger(LOGGER)
                    .detachAppender(console);
            console.stop(); // writes what waits
        }
    }
}
