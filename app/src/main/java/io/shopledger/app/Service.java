package io.shopledger.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.shopledger.app.access.ProtectedMode;
import io.shopledger.app.log.OutageLog;
import io.shopledger.app.postgres.Database;
import io.shopledger.app.postgres.DatabaseProperties;
import io.shopledger.app.postgres.DatabaseUrl;
import io.shopledger.app.postgres.Durability;
import io.shopledger.app.postgres.LocalPostgres;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;

/** One process from its checks to its end: what is started last ends first, and the database ends after Spring. */
public final class Service {
    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(20);

    /** How a module begins its sentence about a setting that does not do: {@code SHOPLEDGER_INBOX_DAYS is 0; …}. */
    private static final Pattern SETTING = Pattern.compile("[A-Z]+(?:_[A-Z]+)+ is |shopledger\\.[a-z.-]+ is ");

    private static final Pattern AXON_SERVERS = Pattern.compile("[\\w.-]+(:\\d{1,5})?(,[\\w.-]+(:\\d{1,5})?)*");

    private final ServiceSettings settings;
    private final Deque<Runnable> endings = new ArrayDeque<>();
    private final Map<String, Object> defaults = new HashMap<>();

    /** Told when the service began to stop; absent until it has started. */
    private volatile @Nullable Consumer<Duration> stopped;

    private volatile long stoppingSince;

    /** Asked to stop before it was up. */
    private volatile boolean calledOff;

    /** Checks what can be checked before anything is started. */
    public Service(ServiceSettings settings) {
        this.settings = settings;
        defaults.putAll(SpringDefaults.of(settings));
        requireKeysOrLoopback();
        SpringApplication.getShutdownHandlers().add(this::end);
        Runtime.getRuntime().addShutdownHook(new Thread(this::callOff, "call-off"));
    }

    /** Adds a property that the environment, the command line and {@code application.yml} override. */
    public Service otherwise(String property, Object value) {
        defaults.put(property, value);
        return this;
    }

    /** Takes the data directory and makes sure of the port. */
    public DataDirectory prepare() {
        DataDirectory directory = DataDirectory.open(settings.dataDirectory());
        if (settings.variable("DATABASE_URL") == null) {
            directory.hold(settings.port());
            onEnd(directory::close);
        }
        requireFree(settings.address(), settings.port(), "--server.port");
        return directory;
    }

    /**
     * Starts the database, and Spring beside it: Spring waits for the database where it first needs it.
     *
     * @param progress is told what begins, in a line, as it takes seconds
     */
    public ConfigurableApplicationContext start(DataDirectory directory, Consumer<String> progress) {
        progress.accept(
                settings.variable("DATABASE_URL") == null
                        ? "Starting the service, and its database in %s ...".formatted(directory.path())
                        : "Starting the service with the database of DATABASE_URL ...");
        CompletableFuture<Database> database = database(directory);
        SpringApplication spring = new SpringApplication(ShopledgerApplication.class);
        spring.setDefaultProperties(defaults);
        spring.addInitializers(context -> OutageLog.install());
        spring.addInitializers(context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("shopledger", fixed(directory))));
        spring.addInitializers(
                context -> context.getEnvironment().getPropertySources().addFirst(new DatabaseProperties(database)));
        spring.addListeners(new AtClosing());
        try {
            ConfigurableApplicationContext context =
                    spring.run(settings.further().toArray(String[]::new));
            stopped = took -> progress.accept(String.format(
                    Locale.ROOT,
                    "Stopped in %.1f s; all that was accepted is %s.",
                    took.toMillis() / 1000.0,
                    settings.variable("DATABASE_URL") == null
                            ? "on disk in " + directory.path()
                            : "in the database of DATABASE_URL"));
            return context;
        } catch (RuntimeException failure) {
            throw told(failure);
        }
    }

    /** A class: a lambda does not tell which events it wants, so it would be given one for each request and refuse it. */
    private final class AtClosing implements ApplicationListener<ContextClosedEvent> {
        @Override
        public void onApplicationEvent(ContextClosedEvent closing) {
            stoppingSince = System.nanoTime();
        }
    }

    /** Remembers what to do when this process ends, before all that was remembered earlier. */
    public void onEnd(Runnable ending) {
        synchronized (endings) {
            endings.push(ending);
        }
    }

    /** Where there is no database yet there is no key either; else the start looks, once the database runs. */
    private void requireKeysOrLoopback() {
        boolean noData = settings.variable("DATABASE_URL") == null && !LocalPostgres.isIn(settings.dataDirectory());
        if (!ProtectedMode.isLoopback(settings.address()) && noData) {
            throw ProtectedMode.noKeys(settings.address());
        }
    }

    private CompletableFuture<Database> database(DataDirectory directory) {
        String url = settings.variable("DATABASE_URL");
        if (url != null) {
            Database database = DatabaseUrl.parse(url);
            return CompletableFuture.supplyAsync(() -> {
                Durability.check(database, "the database of DATABASE_URL", DATABASE_PATIENCE);
                return database;
            });
        }
        CompletableFuture<LocalPostgres> postgres =
                CompletableFuture.supplyAsync(() -> LocalPostgres.start(directory.path()));
        onEnd(() -> postgres.handle((started, failure) -> started)
                .thenAccept(Service::end)
                .join());
        return postgres.thenApply(started -> {
            started.keepRunning();
            return started.database();
        });
    }

    private static void end(@Nullable LocalPostgres postgres) {
        if (postgres != null) {
            postgres.close();
        }
    }

    private Map<String, Object> fixed(DataDirectory directory) {
        Map<String, Object> fixed = new HashMap<>();
        fixed.putAll(SecretFiles.read(settings.environment())); // modules read these by their names
        fixed.put("server.port", settings.port());
        fixed.put("server.address", settings.address());
        fixed.put("shopledger.data-dir", directory.path().toString());
        fixed.put("shopledger.sole-process", settings.variable("DATABASE_URL") == null);
        String axonServers = settings.variable("AXON_AXONSERVER_SERVERS");
        String events = settings.variable("SHOPLEDGER_EVENT_STORE_URL");
        if (axonServers != null) {
            fixed.put("shopledger.axon-server.servers", axonServers(axonServers, events));
        }
        if (events != null) {
            Database store = DatabaseUrl.parseEventStore(events);
            Durability.check(store, "the event store of SHOPLEDGER_EVENT_STORE_URL", DATABASE_PATIENCE);
            fixed.put("shopledger.event-store.url", store.url());
            fixed.put("shopledger.event-store.user", store.user());
            fixed.put("shopledger.event-store.password", store.password());
        }
        return fixed;
    }

    private static String axonServers(String written, @Nullable String otherStore) {
        if (otherStore != null) {
            throw new CannotRun(
                    "AXON_AXONSERVER_SERVERS and SHOPLEDGER_EVENT_STORE_URL are both set, and events go to one"
                            + " place. Unset the other.");
        }
        if (!AXON_SERVERS.matcher(written).matches()) {
            throw new CannotRun(
                    "AXON_AXONSERVER_SERVERS cannot be used: write it as host:port, more than one with commas"
                            + " in between, such as axonserver:8124.");
        }
        return written;
    }

    /** Says now, in a sentence, what would fail later. @param option by which another port is chosen */
    private static void requireFree(String address, int port, String option) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (BindException taken) {
            throw inUse(port, option, taken);
        } catch (UnknownHostException unknown) {
            throw new CannotRun(
                    "There is no address %s here. Choose another with --server.address.".formatted(address), unknown);
        } catch (IOException failure) {
            throw new CannotRun(
                    "Cannot listen on %s, port %d: %s.".formatted(address, port, failure.getMessage()), failure);
        }
    }

    /** Somebody else listens there. @param option by which another port is chosen */
    public static CannotRun inUse(int port, String option, Throwable cause) {
        return new CannotRun(
                port < 1024
                        ? "Port %d is in use or reserved for root. Choose another with %s.".formatted(port, option)
                        : "Port %d is in use. Stop the process that listens there, or choose another with %s."
                                .formatted(port, option),
                cause);
    }

    /** Whatever is half made fails at being ended, and would say so: nobody has to know. */
    private void callOff() {
        if (stopped == null) {
            calledOff = true;
            if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs) {
                logs.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
                logs.getLoggerList().forEach(logger -> logger.setLevel(Level.OFF));
            }
        }
    }

    private RuntimeException told(RuntimeException failure) {
        if (calledOff) {
            return new CannotRun("Stopped before the service was up.", failure);
        }
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotRun known) {
                return known;
            }
            if (cause instanceof PortInUseException busy) {
                return inUse(busy.getPort(), "--server.port", busy);
            }
            if (cause instanceof FlywayValidateException) {
                return new CannotRun(
                        "The database was written by another build of Shopledger, with scripts that this one does not know or"
                                + " has otherwise. Nothing was changed. Start that build or a newer one (UPGRADING.md);"
                                + " migrate --status lists the scripts.",
                        cause);
            }
            if (cause instanceof IllegalArgumentException
                    && cause.getMessage() != null
                    && SETTING.matcher(cause.getMessage()).lookingAt()) {
                return new CannotRun(cause.getMessage(), cause);
            }
        }
        LoggerFactory.getLogger(Service.class).error("Shopledger cannot start", failure);
        return new CannotRun("Shopledger cannot start, for a reason that is logged above.", failure);
    }

    private void end() {
        while (true) {
            Runnable ending;
            synchronized (endings) {
                if (endings.isEmpty()) {
                    break;
                }
                ending = endings.pop();
            }
            ending.run();
        }
        Consumer<Duration> told = stopped;
        if (told != null) {
            told.accept(Duration.ofNanos(System.nanoTime() - stoppingSince));
        }
    }
}
