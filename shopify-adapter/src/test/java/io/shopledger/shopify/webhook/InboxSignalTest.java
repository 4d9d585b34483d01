package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.shopledger.shopify.RealPostgres;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class InboxSignalTest {
    private static final long A_MINUTE = 60_000;
    private static final Duration ONE = Duration.ofMillis(1);

    private HikariDataSource database;

    @BeforeEach
    void start() {
        database = RealPostgres.database(6);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void arrivalHere_wakesAllWhoWait() throws Exception {
        InboxSignal signal = new InboxSignal(database);
        try {
            for (int round = 0; round < 50; round++) {
                List<Thread> waiting = List.of(waiting(signal), waiting(signal));
                await().pollInterval(ONE)
                        .until(() -> waiting.stream().allMatch(InboxSignalTest::waitsOrIsAwakeAlready));
                signal.arrived();
                await().pollInterval(ONE).until(() -> waiting.stream().noneMatch(Thread::isAlive));
            }
        } finally {
            signal.close();
        }
    }

    @Test
    void arrivalElsewhere_wakesHere() throws Exception {
        InboxSignal here = new InboxSignal(database);
        InboxSignal elsewhere = new InboxSignal(database);
        try {
            await().until(() -> listening() == 2);
            Thread waiting = waiting(here);
            await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
            elsewhere.arrived();
            await().until(() -> !waiting.isAlive());
        } finally {
            here.close();
            elsewhere.close();
        }
    }

    /** A lower bound, which a slow machine keeps all the more. */
    @Test
    void manyArrivals_areToldAtMostTwentyTimesASecond() throws Exception {
        List<Long> told = new CopyOnWriteArrayList<>();
        InboxSignal signal = new InboxSignal(watched(sql -> {
            if (sql.startsWith("notify")) {
                told.add(System.nanoTime());
            }
        }));
        try {
            await().pollInterval(ONE).until(() -> {
                signal.arrived();
                return told.size() >= 6;
            });
        } finally {
            signal.close();
        }
        for (int i = 1; i < 6; i++) {
            assertThat(told.get(i) - told.get(i - 1)).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(45));
        }
    }

    /** The pool's connections also keep deliveries: what one of them was told for signals must not go back with it. */
    @Test
    void connectionGoesBack_asItCame() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        database.setMaximumPoolSize(2); // one listens, the other tells
        InboxSignal signal = new InboxSignal(watched(sql -> {
            if (sql.startsWith("notify") && failures.incrementAndGet() == 1) {
                throw new SQLException("too many notifications in the NOTIFY queue", "54000");
            }
        }));
        try {
            await().until(() -> failures.get() > 0 || arrived(signal));
            try (Connection given = database.getConnection();
                    Statement statement = given.createStatement();
                    ResultSet setting = statement.executeQuery(
                            "select source from pg_settings" + " where name = 'synchronous_commit'")) {
                setting.next();
                assertThat(setting.getString(1)).isNotEqualTo("session");
            }
        } finally {
            signal.close();
        }
    }

    /** The signal of the round before comes back by way of the database, and may have woken it. */
    private static boolean waitsOrIsAwakeAlready(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING || !thread.isAlive();
    }

    private static boolean arrived(InboxSignal signal) {
        signal.arrived();
        return false;
    }

    private static Thread waiting(InboxSignal signal) {
        long seen = signal.arrivals();
        Thread thread = new Thread(() -> {
            try {
                signal.await(seen, A_MINUTE);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private long listening() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and lower(query) like 'listen %'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private interface Watch {
        void executing(String sql) throws SQLException;
    }

    private DataSource watched(Watch watch) {
        return new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                return proxy(Connection.class, super.getConnection(), watch);
            }
        };
    }

    private static <T> T proxy(Class<T> type, T real, Watch watch) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            if (method.getName().equals("execute") && given[0] instanceof String sql) {
                watch.executing(sql);
            }
            try {
                Object answer = method.invoke(real, given);
                return method.getName().equals("createStatement")
                        ? proxy(Statement.class, (Statement) answer, watch)
                        : answer;
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        }));
    }
}
