package io.shopledger.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OutageLogTest {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger someone = context.getLogger("someone");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void install() {
        lines.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(lines);
        OutageLog.install();
    }

    @AfterEach
    void remove() {
        context.getTurboFilterList().removeIf(OutageLog.class::isInstance);
        context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(lines);
    }

    @Test
    void databaseAway_isToldOnce_whoeverNotices() {
        someone.warn("Aborting", new IllegalStateException(new SQLException("refused", "08001")));
        someone.error("Reading failed", new SQLException("Connection is closed"));
        someone.warn("A page is decided again: {}", "ConnectException");
        someone.warn("Answered with 503: {}", "PSQLException 57P01");

        assertThat(told()).singleElement().asString().startsWith("The database does not answer.");
    }

    @Test
    void axonServerAway_isToldOnce() {
        someone.warn("Exception occurred", new IllegalStateException(new StatusRuntimeException(Status.UNAVAILABLE)));
        someone.warn("A page is decided again: {}", "StatusRuntimeException");
        context.getLogger("io.axoniq.axonserver.connector.impl.AxonServerManagedChannel")
                .warn("Connecting to AxonServer node [{}] failed: {}", "localhost:8124", "UNAVAILABLE");

        assertThat(told()).singleElement().asString().startsWith("Axon Server does not answer");
    }

    @Test
    void diskFull_isAnotherOutage() {
        someone.warn("Kept nothing: {}", "PSQLException 53100");
        someone.warn("Kept nothing: {} {}", 7, new SQLException("no space", "53100"));

        assertThat(told()).singleElement().asString().startsWith("The database has no room left");
    }

    @Test
    void whatIsNotTheDatabases_isToldAsItIs() {
        someone.warn("Shopify: {}", "ConnectException");
        someone.warn("A page is decided again: {}", "PSQLException 40001");
        someone.warn("Odd", new SQLException("not unique", "23505"));
        someone.warn("Took too long", new SQLException("cancelled", "57014"));
        someone.warn("Ours", new SQLException("a sequence was used outside its lock"));
        someone.error("Unexpected failure {}", "17", new SQLException("refused", "08001"));
        context.getLogger("io.axoniq.axonserver.connector.impl.AxonServerManagedChannel")
                .warn("Connecting to AxonServer node [{}] failed: {}", "localhost:8124", "UNAUTHENTICATED: no token");
        someone.info("Signals pause: {}", "PSQLException 08001");

        assertThat(told())
                .containsExactly(
                        "Shopify: ConnectException",
                        "A page is decided again: PSQLException 40001",
                        "Odd",
                        "Took too long",
                        "Ours",
                        "Unexpected failure 17",
                        "Connecting to AxonServer node [localhost:8124] failed: UNAUTHENTICATED: no token",
                        "Signals pause: PSQLException 08001");
    }

    private List<String> told() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
