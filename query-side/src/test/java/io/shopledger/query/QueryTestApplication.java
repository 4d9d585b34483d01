package io.shopledger.query;

import io.shopledger.Sealed;
import io.shopledger.StoreId;
import io.shopledger.audit.Checkpoint;
import io.shopledger.audit.LedgerProof;
import io.shopledger.audit.Proof;
import io.shopledger.observation.EventStoreFailure;
import io.shopledger.store.ShopifyBudget;
import io.shopledger.store.Stores;
import io.shopledger.stored.StoredJson;
import io.shopledger.vault.Contacts;
import io.shopledger.vault.PersonalFields;
import io.shopledger.webhook.Deliveries;
import io.shopledger.webhook.DeliveryLedger;
import io.shopledger.webhook.Outcome;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** The query side with the pieces that the other modules bring: an event store on real Postgres, stores, a vault. */
@SpringBootApplication(proxyBeanMethods = false)
public class QueryTestApplication {
    /** Keys that a test has destroyed. */
    public static final Set<String> DESTROYED = ConcurrentHashMap.newKeySet();

    /** Opened for every sealed part whose key is not {@code destroyed}. */
    public static final String PERSONAL = """
            {"email":"jon@example.com","note":"ring twice","shipping_address":{"name":"Jon Doe","city":"Köln"},
            "line_properties":{"11":[{"name":"engraving","value":"J"}]},"refund_notes":{"31":"broken"},
            "parcel_tracking":{"42":{"numbers":["T7","T8"],"urls":["https://t.example/T7"]}},"first_name":"Jon","default_address_id":9,
            "addresses":[{"id":8,"city":"Bonn"},{"id":9,"first_name":"Jon","last_name":"Doe","city":"Köln"}]}""";

    /** A store that keeps its books in New York's days, in euros. */
    public static final Stores.ConnectedStore IN_NEW_YORK = new Stores.ConnectedStore(
            new StoreId(40), "sold.myshopify.com", Stores.Standing.CONNECTED, "EUR", "America/New_York");

    /** A header of tests: under which name the caller is known. */
    public static final String CALLER = "X-Test-Caller";

    /** A header of tests: the caller's one role. */
    public static final String ROLE = "X-Test-Role";

    /** A header of tests: how many times the request may ask the event store before that is away. */
    public static final String FETCHES_LEFT = "X-Test-Fetches-Left";

    private static final ThreadLocal<Integer> LEFT = new ThreadLocal<>();

    /** The checkpoint's ordinal with which a proof fails after it has told how far it is. */
    public static final long FAILS_MIDWAY = 666;

    /** How many events are fetched at a time at most. */
    public static final int EVENTS_A_FETCH = 200;

    /** How many events each fetch of many had. */
    public static final Queue<Integer> FETCHES = new ConcurrentLinkedQueue<>();

    /** Up to which event seals say that a stream was known at whichever moment; of other streams they say nothing. */
    public static final Map<String, Long> SEALED_UP_TO = new ConcurrentHashMap<>();

    /** Up to which position seals say that all was known at a moment; of other moments they say nothing. */
    public static final Map<Instant, Long> SEALED_AT = new ConcurrentHashMap<>();

    private static final AtomicInteger STARTED = new AtomicInteger();

    /** Who opened personal fields, in turn. */
    public static final List<String> READERS = new CopyOnWriteArrayList<>();

    /** All that tests told it. */
    static void forget() {
        DESTROYED.clear();
        FETCHES.clear();
        SEALED_UP_TO.clear();
        SEALED_AT.clear();
        READERS.clear();
        HOLDERS.clear();
        LEARNT.clear();
    }

    @Bean(destroyMethod = "close")
    EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(new File("target/postgres-%d-%d"
                        .formatted(ProcessHandle.current().pid(), STARTED.incrementAndGet())))
                .setServerConfig("unix_socket_directories", "''")
                .setServerConfig("fsync", "off") // nobody pulls the plug of these
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("plan_cache_mode", "force_custom_plan") // tables grow from nothing while they are read
                .start();
    }

    @Bean
    DataSource dataSource(EmbeddedPostgres postgres) throws java.sql.SQLException {
        String url = postgres.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true";
        DataSource source = DataSourceBuilder.create().url(url).build();
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    create schema events;
                    create table events.domain_event (
                        global_index bigserial primary key, event_identifier text not null,
                        aggregate_identifier text not null, sequence_number bigint not null, type text,
                        time_stamp text not null, payload_type text not null, payload_revision text,
                        payload bytea not null, meta_data bytea not null,
                        unique (aggregate_identifier, sequence_number))""");
        }
        return source;
    }

    @Bean
    @Primary
    Serializer serializer() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(
                        json -> json.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                                .allowIfSubType("org.axonframework.")
                                .build()))
                .build();
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(StoredJson::configure)
                .build();
    }

    @Bean
    @Qualifier("messageSerializer")
    Serializer messageSerializer() {
        return Jackson3Serializer.builder().build();
    }

    @Bean
    TransactionManager axonTransactions(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean
    EventStorageEngine eventStorageEngine(
            @Qualifier("eventSerializer") Serializer serializer,
            ConnectionProvider connections,
            TransactionManager transactions) {
        JdbcEventStorageEngine.Builder engine = JdbcEventStorageEngine.builder()
                .batchSize(EVENTS_A_FETCH)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .connectionProvider(connections)
                .transactionManager(transactions)
                .schema(EventSchema.builder()
                        .eventTable("events.domain_event")
                        .globalIndexColumn("global_index")
                        .eventIdentifierColumn("event_identifier")
                        .aggregateIdentifierColumn("aggregate_identifier")
                        .sequenceNumberColumn("sequence_number")
                        .typeColumn("type")
                        .timestampColumn("time_stamp")
                        .payloadTypeColumn("payload_type")
                        .payloadRevisionColumn("payload_revision")
                        .payloadColumn("payload")
                        .metaDataColumn("meta_data")
                        .build());
        return new CountingEngine(engine);
    }

    /** Remembers how many events are fetched at a time, and is away for requests that want it so. */
    private static final class CountingEngine extends JdbcEventStorageEngine {
        private CountingEngine(Builder builder) {
            super(builder);
        }

        @Override
        protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken after, int most) {
            ask();
            List<? extends TrackedEventData<?>> fetched = super.fetchTrackedEvents(after, most);
            FETCHES.add(fetched.size());
            return fetched;
        }

        @Override
        public TrackingToken createHeadToken() {
            ask();
            return super.createHeadToken();
        }

        private static void ask() {
            Integer left = LEFT.get();
            if (left != null) {
                if (left == 0) {
                    throw new EventStoreFailure(new IllegalStateException("away, as the test wants"));
                }
                LEFT.set(left - 1);
            }
        }
    }

    /** Each projection reads for itself: what a test does to stored events is seen, and not what another has read before. */
    @Bean
    EventStore eventStore(EventStorageEngine engine) {
        return new TellingEventStore(
                EmbeddedEventStore.builder().storageEngine(engine).optimizeEventConsumption(false));
    }

    /** Whoever lost a claim, or changed stored events by hand, does not wait for the five seconds of a service. */
    @Bean
    ConfigurerModule impatience() {
        return configurer ->
                configurer.eventProcessing(processing -> processing.registerPooledStreamingEventProcessorConfiguration(
                        (config, processor) -> processor.tokenClaimInterval(500)));
    }

    /** Stores 1 to 3 are connected. */
    @Bean
    Stores stores() {
        List<Stores.ConnectedStore> all =
                List.of(store(1, "one.myshopify.com"), store(2, "two.myshopify.com"), store(3, "three.myshopify.com"));
        return new Stores() {
            @Override
            public List<ConnectedStore> all() {
                return all;
            }

            @Override
            public Optional<ConnectedStore> find(StoreId id) {
                return Stream.concat(all.stream(), Stream.of(IN_NEW_YORK))
                        .filter(store -> store.id().equals(id))
                        .findFirst();
            }
        };
    }

    /** Shopify has told the budget of store 1. */
    @Bean
    ShopifyBudget shopifyBudget() {
        return store -> store.value() == 1 ? Optional.of(new ShopifyBudget.Budget(1_950, 1)) : Optional.empty();
    }

    @Bean
    DeliveryLedger deliveryLedger() {
        return new DeliveryLedger() {
            @Override
            public List<Row> of(StoreId store) {
                return List.of(new Row("orders/updated", 7, Map.of(Outcome.APPLIED, 4L, Outcome.UNCHANGED, 3L)));
            }

            @Override
            public Optional<Instant> oldestWaiting(StoreId store) {
                return Optional.empty();
            }
        };
    }

    /** One delivery of store 1 is dead. */
    @Bean
    Deliveries deliveries() {
        return new Deliveries() {
            @Override
            public List<Delivered> latest(StoreId store, int limit) {
                return List.of(new Delivered(17, "orders/updated", Instant.EPOCH, "applied", null));
            }

            @Override
            public List<Dead> dead(StoreId store, long after, int limit) {
                return store.value() == 1
                        ? List.of(new Dead(18, "products/update", Instant.EPOCH, "unreadable", "no <id>"))
                        : List.of();
            }
        };
    }

    /** Proves nothing: the command side's tests do. It tells what it was given. */
    @Bean
    LedgerProof ledgerProof() {
        return new LedgerProof() {
            @Override
            public Proof verify(@Nullable Checkpoint given, Consumer<Progress> progress) {
                progress.accept(new Progress(1, 2, 2));
                if (given != null && given.ordinal() == FAILS_MIDWAY) {
                    throw new IllegalStateException("in the midst of it");
                }
                return given == null
                        ? new Proof(2, 3, 2, "ab", null)
                        : new Proof(
                                1,
                                2,
                                1,
                                "ab",
                                new Proof.Finding(Proof.What.ALTERED, 2, 3L, "order/1/9", 1L, "given " + given));
            }

            @Override
            public Optional<Checkpoint> newest() {
                return Optional.of(new Checkpoint(2, "ab".repeat(32), Instant.EPOCH, "cd"));
            }

            @Override
            public OptionalLong lastSequence(String stream, Instant then) {
                Long last = SEALED_UP_TO.get(stream);
                return last == null ? OptionalLong.empty() : OptionalLong.of(last);
            }

            @Override
            public OptionalLong position(Instant then) {
                Long last = SEALED_AT.get(then);
                return last == null ? OptionalLong.empty() : OptionalLong.of(last);
            }
        };
    }

    /** What a test puts there is demanded. */
    @Bean
    DemandsInMemory demands() {
        return new DemandsInMemory();
    }

    @Bean
    TopicsInMemory topics() {
        return new TopicsInMemory();
    }

    @Bean
    PersonalFields personalFields() {
        return (store, subject, part, reader) -> {
            READERS.add(reader);
            return part.key().equals("destroyed") || DESTROYED.contains(part.key()) || part.equals(Sealed.REDACTED)
                    ? Optional.empty()
                    : Optional.of(PERSONAL);
        };
    }

    /** Who holds {@code jon@example.com} and {@code +491701234567}, or did once, as a test says. */
    public static final List<Contacts.Holder> HOLDERS = new CopyOnWriteArrayList<>();

    /** What of older rows was to be found as well, by stream. */
    public static final Map<String, Sealed> LEARNT = new ConcurrentHashMap<>();

    @Bean
    Contacts contacts() {
        return new Contacts() {
            @Override
            public List<Holder> holders(StoreId store, What what, String value) {
                return value.equals(what == What.EMAIL ? "jon@example.com" : "+491701234567") ? HOLDERS : List.of();
            }

            @Override
            public void learn(StoreId store, Map<String, Sealed> sealed) {
                LEARNT.putAll(sealed);
            }
        };
    }

    /** Stands for the access control of the whole service, which tells in the servlet's way who calls. */
    @Bean
    Filter callers() {
        return (request, response, chain) -> {
            HttpServletRequest known = new HttpServletRequestWrapper((HttpServletRequest) request) {
                @Override
                public String getRemoteUser() {
                    return getHeader(CALLER);
                }

                @Override
                public boolean isUserInRole(String role) {
                    return role.equals(getHeader(ROLE));
                }
            };
            String left = known.getHeader(FETCHES_LEFT);
            try {
                LEFT.set(left == null ? null : Integer.valueOf(left));
                chain.doFilter(known, response);
            } finally {
                LEFT.remove();
            }
        };
    }

    private static Stores.ConnectedStore store(long id, String domain) {
        return new Stores.ConnectedStore(new StoreId(id), domain);
    }
}
