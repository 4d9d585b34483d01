package io.shopledger.shopify.webhook;

import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells the dispatchers of all processes that something arrived: here at once, elsewhere by NOTIFY on a connection of its
 * own, after the inbox's commit and at most 20 times a second. Who misses it looks by himself within a second.
 */
@Component
public class InboxSignal {
    private static final Logger LOG = LoggerFactory.getLogger(InboxSignal.class);
    private static final String CHANNEL = "shopledger_inbox";
    private static final int NOTIFY_PAUSE_MILLIS = 50;
    private static final int LISTEN_MILLIS = 1_000;
    private static final int RETRY_MILLIS = 2_000;

    private final DataSource dataSource;
    private final Object arrival = new Object();
    private long arrivals;
    private final AtomicBoolean toTell = new AtomicBoolean();
    private final Thread teller = new Thread(() -> keepDoing(this::tell), "inbox-notify");
    private final Thread listener = new Thread(() -> keepDoing(this::listen), "inbox-listen");
    private volatile boolean open = true;

    InboxSignal(DataSource dataSource) {
        this.dataSource = dataSource;
        teller.setDaemon(true);
        listener.setDaemon(true);
        teller.start();
        listener.start();
    }

    /** Call after the commit of what arrived. */
    public void arrived() {
        wakeHere();
        if (toTell.compareAndSet(false, true)) {
            LockSupport.unpark(teller);
        }
    }

    /** @return how often something arrived so far; to be read before looking for it */
    long arrivals() {
        synchronized (arrival) {
            return arrivals;
        }
    }

    /** Waits until something arrived since then, or the time is over; an arrival wakes all who wait. */
    void await(long since, long millis) throws InterruptedException {
        synchronized (arrival) {
            if (arrivals == since) {
                arrival.wait(millis);
            }
        }
    }

    private void wakeHere() {
        synchronized (arrival) {
            arrivals++;
            arrival.notifyAll();
        }
    }

    private void tell(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off"); // a lost signal costs a second, not a delivery
            try {
                while (open) {
                    if (toTell.compareAndSet(true, false)) {
                        statement.execute("notify " + CHANNEL);
                        pause();
                    } else {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LISTEN_MILLIS));
                    }
                }
            } finally {
                statement.execute("reset synchronous_commit"); // the next to have this connection may keep deliveries
            }
        }
    }

    /** Whole, whatever arrives meanwhile. */
    private void pause() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(NOTIFY_PAUSE_MILLIS);
        for (long left = end - System.nanoTime(); open && left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (open) {
            var notifications = postgres.getNotifications(LISTEN_MILLIS);
            if (notifications != null && notifications.length > 0) {
                wakeHere();
            }
        }
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void keepDoing(Work work) {
        while (open) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(true);
                work.on(connection);
            } catch (SQLException failure) {
                if (open) {
                    LOG.info("Signals between processes pause: {}", failure.getMessage());
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS));
                }
            }
        }
    }

    @PreDestroy
    void close() throws InterruptedException {
        open = false;
        teller.interrupt();
        listener.interrupt();
        teller.join(LISTEN_MILLIS);
        listener.join(2 * LISTEN_MILLIS);
    }
}
