package io.shopledger.query.cache;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis that may be away: then it knows nothing and keeps nothing. Nobody waits for it longer than {@link #PATIENCE}, and
 * once it failed it is left alone for {@link #PAUSE}, so that an outage costs one pause and not one for each question.
 */
final class RedisTier implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMillis(150);
    static final Duration PAUSE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(RedisTier.class);

    private final ClientResources threads = ClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .build();
    private final RedisURI address;
    private final RedisClient client;
    private final LongSupplier nanos;
    private final AtomicBoolean connecting = new AtomicBoolean();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile @Nullable StatefulRedisConnection<String, String> connection;
    private volatile long nextTry;

    RedisTier(String url, LongSupplier nanos) {
        this.nanos = nanos;
        try {
            address = RedisURI.create(url);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("REDIS_URL is not an address such as redis://host:6379/0.");
        }
        address.setTimeout(PATIENCE);
        client = RedisClient.create(threads, address);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false) // its attempts would be logged each
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(Duration.ofSeconds(1))
                        .build())
                .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
                .build());
        nextTry = nanos.getAsLong();
        connect();
    }

    Optional<String> get(String key) {
        StatefulRedisConnection<String, String> open = open();
        if (open == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(open.sync().get(key));
        } catch (RuntimeException failure) {
            lost(open, failure.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** Returns at once; whether it was kept is not told. */
    void put(String key, String value) {
        StatefulRedisConnection<String, String> open = open();
        if (open == null) {
            return;
        }
        try {
            open.async().set(key, value, SetArgs.Builder.ex(ReadCache.KEPT)).exceptionally(failure -> {
                lost(open, failure.getClass().getSimpleName());
                return null;
            });
        } catch (RuntimeException failure) {
            lost(open, failure.getClass().getSimpleName());
        }
    }

    /** @return whether it answers now */
    boolean answers() {
        StatefulRedisConnection<String, String> open = open();
        if (open == null) {
            return false;
        }
        try {
            return "PONG".equals(open.sync().ping());
        } catch (RuntimeException failure) {
            lost(open, failure.getClass().getSimpleName());
            return false;
        }
    }

    private @Nullable StatefulRedisConnection<String, String> open() {
        StatefulRedisConnection<String, String> current = connection;
        if (current != null && current.isOpen()) {
            return current;
        }
        if (current != null) {
            lost(current, "connection closed");
        }
        connect();
        return null;
    }

    /** In the background: whoever asks meanwhile goes on without. */
    private void connect() {
        if (nanos.getAsLong() - nextTry < 0 || !connecting.compareAndSet(false, true)) {
            return;
        }
        nextTry = nanos.getAsLong() + PAUSE.toNanos();
        client.connectAsync(StringCodec.UTF8, address).whenComplete((made, failure) -> {
            if (made != null) {
                connection = made;
                if (told.compareAndSet(true, false)) {
                    LOG.info("Redis answers again");
                }
            } else {
                tell(failure.getClass().getSimpleName());
            }
            connecting.set(false);
        });
    }

    private void lost(StatefulRedisConnection<String, String> failed, String why) {
        nextTry = nanos.getAsLong() + PAUSE.toNanos();
        if (connection == failed) {
            connection = null;
        }
        failed.closeAsync();
        tell(why);
    }

    /** Once for each outage; the address may hold a password and is not told. */
    private void tell(String why) {
        if (told.compareAndSet(false, true)) {
            LOG.warn("Redis does not answer ({}); answers come from the database until it does", why);
        }
    }

    @Override
    public void close() {
        client.shutdown(0, 1, TimeUnit.SECONDS);
        threads.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
