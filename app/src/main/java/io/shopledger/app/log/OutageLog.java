package io.shopledger.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Says once that the database is away or full, or Axon Server away. Everything in the process notices that by itself, again and again, and would
 * fill the log with it; all of it is tried again anyway.
 */
public final class OutageLog extends TurboFilter {
    private static final String NAME = OutageLog.class.getName();
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long STILL_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int DEEPEST = 20;

    /** How our own lines name what failed, see {@code PageFailure}; only the database's failures have a code. */
    private static final Pattern CODED = Pattern.compile("PSQLException (08\\w{3}|57P\\w{2}|53\\w{3}).*");

    /** These may be another's than the database's. */
    private static final Pattern UNCODED =
            Pattern.compile("(ConnectException|EOFException|SocketException|SQLTransientConnectionException"
                    + "|Failed to obtain JDBC Connection|Could not open JPA EntityManager for transaction).*");

    private final AtomicLong away = new AtomicLong(System.nanoTime() - QUIET_NANOS);
    private final AtomicLong events = new AtomicLong(System.nanoTime() - QUIET_NANOS);
    private final AtomicLong full = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    /** Of Axon Server's connector, by name: only where it is used is it loaded. */
    private static final Pattern OF_AXON_SERVER =
            Pattern.compile("io\\.grpc\\.Status(Runtime)?Exception|org\\.axonframework\\.axonserver\\..*Exception");

    private static final Pattern TOLD_OF_AXON_SERVER =
            Pattern.compile("(Status(Runtime)?Exception|AxonServerException|EventStoreFailure).*");

    private static final String CONNECTOR = "io.axoniq.axonserver.connector.";

    /** Somebody was told to look for this line. */
    private static final String NAMED_TO_A_CALLER = "Unexpected failure";

    private static final Pattern REFUSAL = Pattern.compile(".*(UNAUTHENTICATED|PERMISSION_DENIED|AXONIQ-1\\d{3}).*");

    /** To be called once the log is set up. */
    public static void install() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getTurboFilterList().removeIf(OutageLog.class::isInstance);
            context.addTurboFilter(new OutageLog());
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable failure) {
        if (format == null
                || !level.isGreaterOrEqual(Level.WARN)
                || logger.getName().equals(NAME)
                || format.startsWith(NAMED_TO_A_CALLER)) {
            return FilterReply.NEUTRAL;
        }
        AtomicLong outage =
                logger.getName().startsWith(CONNECTOR) && !isRefusal(parameters, failure) ? events : of(failure);
        for (int i = 0; outage == null && parameters != null && i < parameters.length; i++) {
            outage = parameters[i] instanceof Throwable cause ? of(cause) : of(String.valueOf(parameters[i]));
        }
        if (outage == null) {
            return FilterReply.NEUTRAL;
        }
        tell(outage);
        return FilterReply.DENY;
    }

    /** Axon Server is there, and does not let us in: that does not end by itself. */
    private static boolean isRefusal(Object @Nullable [] parameters, @Nullable Throwable failure) {
        return REFUSAL.matcher(Arrays.toString(parameters) + failure).matches();
    }

    private void tell(AtomicLong outage) {
        long now = System.nanoTime();
        if (now - outage.getAndSet(now) > QUIET_NANOS) {
            LoggerFactory.getLogger(NAME).warn(words(outage));
        }
    }

    private String words(AtomicLong outage) {
        if (outage == full) {
            return "The database has no room left on its disk (or no connection). Deliveries it cannot keep are answered with"
                    + " 503; all work goes on when there is room again.";
        }
        return outage == events
                ? "Axon Server does not answer, or not as it should. Deliveries are kept; all work goes on when it is back."
                : "The database does not answer. Deliveries are answered with 503; all work goes on when it is back.";
    }

    private @Nullable AtomicLong of(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLTransientConnectionException) {
                return away;
            }
            if (cause instanceof SQLException sql) {
                String state = String.valueOf(sql.getSQLState());
                if (state.startsWith("53")) {
                    return full;
                }
                if (state.startsWith("08") || state.startsWith("57P") || isUncodedAbsence(sql)) {
                    return away;
                }
            }
            if (OF_AXON_SERVER.matcher(cause.getClass().getName()).matches()) {
                return events;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** Of a closed connection the driver tells no code. */
    private static boolean isUncodedAbsence(SQLException failure) {
        return failure.getSQLState() == null
                && String.valueOf(failure.getMessage()).contains("onnection");
    }

    private @Nullable AtomicLong of(String told) {
        if (TOLD_OF_AXON_SERVER.matcher(told).matches()) {
            return events;
        }
        if (CODED.matcher(told).matches()) {
            return told.contains(" 53") ? full : away;
        }
        boolean stillAway = System.nanoTime() - away.get() < STILL_NANOS;
        return stillAway && UNCODED.matcher(told).matches() ? away : null;
    }
}
