package io.shopledger.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.shopledger.observation.ObservedEvent;
import io.shopledger.order.OrderId;
import io.shopledger.stored.StoredJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestExecutionListeners;
import tools.jackson.databind.JsonNode;

/** What tests of the query side do: append events, wait for their rows, ask over HTTP. Each class begins with an {@link EmptyLedger}. */
@SpringBootTest(
        classes = QueryTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "axon.axonserver.enabled=false",
            "spring.flyway.enabled=false",
            "spring.jpa.open-in-view=false",
            "spring.jpa.hibernate.ddl-auto=none",
            "management.endpoints.web.base-path=/",
            "management.endpoints.web.exposure.include=health,prometheus",
            "management.endpoints.web.path-mapping.prometheus=metrics",
            "management.endpoint.health.show-components=always",
            "management.endpoint.health.show-details=always",
            "management.endpoint.health.status.order=DOWN,OUT_OF_SERVICE,DEGRADED,UNKNOWN,UP",
            "management.health.defaults.enabled=false",
            "management.endpoint.health.probes.enabled=false",
            "springdoc.swagger-ui.path=/docs",
            "springdoc.api-docs.path=/docs/openapi.json",
            "springdoc.swagger-ui.validator-url=none"
        })
@TestExecutionListeners(listeners = EmptyLedger.class, mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public abstract class QuerySide {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    protected EventStore eventStore;

    @Autowired
    protected TransactionManager transactions;

    @Autowired
    protected JdbcTemplate jdbc;

    @Autowired
    protected EventProcessingConfiguration processing;

    @LocalServerPort
    private int port;

    /** Appends in one transaction, numbering each stream's events on from what is stored. */
    protected void append(ObservedEvent... events) {
        append(List.of(events), event -> ((ObservedEvent) event).stream());
    }

    protected void append(List<?> events, Function<Object, String> streamOf) {
        List<EventMessage<?>> messages = new ArrayList<>();
        Map<String, Long> last = last(events.stream().map(streamOf).distinct().toArray(String[]::new));
        for (Object event : events) {
            String stream = streamOf.apply(event);
            long sequence = last.merge(stream, 0L, (before, none) -> before + 1);
            String type = stream.substring(0, stream.indexOf('/'));
            messages.add(new GenericDomainEventMessage<>(type, stream, sequence, event));
        }
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(null);
        unit.attachTransaction(transactions);
        unit.execute(() -> eventStore.publish(messages));
    }

    /** @return the number of each stream's last event; of those that have none, nothing */
    private Map<String, Long> last(String[] streams) {
        Map<String, Long> last = new HashMap<>();
        jdbc.query(
                "select aggregate_identifier, max(sequence_number) from events.domain_event"
                        + " where aggregate_identifier = any (?) group by 1",
                row -> {
                    last.put(row.getString(1), row.getLong(2));
                },
                (Object) streams);
        return last;
    }

    protected PooledStreamingEventProcessor orders() {
        return projection("orders");
    }

    protected PooledStreamingEventProcessor projection(String name) {
        return processing
                .eventProcessor(name, PooledStreamingEventProcessor.class)
                .orElseThrow();
    }

    /** Waits until the orders projection has handled everything that is in the event store now. */
    protected void caughtUp() {
        caughtUp("orders");
    }

    /** Waits until the projection has handled everything that is in the event store now. */
    protected void caughtUp(String name) {
        caughtUp(eventStore, projection(name));
    }

    static void caughtUp(EventStore eventStore, PooledStreamingEventProcessor projection) {
        TrackingToken newest = eventStore.createHeadToken();
        long head = newest == null ? -1 : newest.position().orElse(-1);
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    var segments = projection.processingStatus().values();
                    return segments.size() == 4
                            && segments.stream()
                                    .allMatch(segment ->
                                            segment.getCurrentPosition().orElse(-1) >= head);
                });
    }

    protected long version(OrderId id) {
        List<Long> found = jdbc.queryForList(
                "select version from shopify_orders where store_id = ? and id = ?",
                Long.class,
                id.store().value(),
                id.shopifyId());
        return found.isEmpty() ? -1 : found.get(0);
    }

    /** Rows were changed by hand, without a projection that would say so: cached answers are of no use. */
    protected void rowsChangedByHand() {
        EmptyLedger.rowsChangedByHand(jdbc);
    }

    protected URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    protected HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(address(path)).build());
    }

    protected HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString(UTF_8));
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    protected JsonNode json(String path) {
        return StoredJson.MAPPER.readTree(get(path).body());
    }
}
