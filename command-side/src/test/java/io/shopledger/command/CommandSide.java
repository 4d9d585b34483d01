package io.shopledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.StoreId;
import io.shopledger.command.eventstore.GiftCardCharged;
import io.shopledger.command.eventstore.GiftCardCharged1To2;
import io.shopledger.store.Stores;
import io.shopledger.stored.StoredNames;
import io.shopledger.sync.PullCommand.PullStep;
import io.shopledger.sync.PullCommand.StopPulling;
import io.shopledger.vault.CheckpointSignature;
import io.shopledger.write.ProductWriteCommand.SendProductDeletion;
import io.shopledger.write.ProductWriteCommand.SendProductUpdate;
import io.shopledger.write.ProductWriteCommand.SendProductWrite;
import io.shopledger.write.ProductWriteCommand.SendStockSet;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole command side as one process on a real Postgres; it can be stopped and started again on the same data. */
public final class CommandSide {
    /** A store that was let go. */
    public static final StoreId GONE = new StoreId(4);

    /** A store to which Shopify refuses calls. */
    public static final StoreId PARKED = new StoreId(5);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static CommandSide shared;

    private final EmbeddedPostgres postgres;
    private final HttpClient http = HttpClient.newHttpClient();
    private ServletWebServerApplicationContext context;

    /** What the other modules bring: stores 1 to 3 that can be called and three that cannot, and handlers that remember what they were asked. */
    @SpringBootApplication(proxyBeanMethods = false)
    static class Application {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        Stores stores() {
            return new Stores() {
                @Override
                public List<ConnectedStore> all() {
                    return List.of(
                            store(1),
                            store(2),
                            store(3),
                            new ConnectedStore(PARKED, "parked.myshopify.com", Standing.PARKED),
                            new ConnectedStore(new StoreId(6), "fresh.myshopify.com", Standing.UNVERIFIED));
                }

                @Override
                public Optional<ConnectedStore> find(StoreId id) {
                    return id.equals(GONE)
                            ? Optional.of(new ConnectedStore(GONE, "gone.myshopify.com", Standing.DISCONNECTED))
                            : all().stream()
                                    .filter(store -> store.id().equals(id))
                                    .findAny();
                }

                private static ConnectedStore store(long number) {
                    return new ConnectedStore(new StoreId(number), number + ".myshopify.com");
                }
            };
        }

        /** What an event of an old revision needs; see {@code docs/events.md}. */
        @Bean
        EventUpcaster giftCardCharged() {
            return new GiftCardCharged1To2();
        }

        @Bean
        StoredNames.Contribution exampleNames() {
            return GiftCardCharged.names();
        }

        @Bean
        CheckpointSignature checkpointSignature() {
            return (ordinal, hash) -> "hmac of " + ordinal + ":" + hash;
        }

        @Bean
        Shopify shopify() {
            return new Shopify();
        }
    }

    /** Stands where Shopify is spoken to. */
    public static final class Shopify {
        private final List<Object> asked = new CopyOnWriteArrayList<>();

        @CommandHandler
        void handle(PullStep command) {
            asked.add(command);
        }

        @CommandHandler
        void handle(StopPulling command) {
            asked.add(command);
        }

        @CommandHandler
        void handle(SendProductWrite command) {
            asked.add(command);
        }

        @CommandHandler
        void handle(SendProductUpdate command) {
            asked.add(command);
        }

        @CommandHandler
        void handle(SendProductDeletion command) {
            asked.add(command);
        }

        @CommandHandler
        void handle(SendStockSet command) {
            asked.add(command);
        }

        public <T> List<T> asked(Class<T> type) {
            return asked.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    private CommandSide(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** @return one for all tests of this run; each uses stores or ids of its own */
    public static synchronized CommandSide shared() throws IOException {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    private static CommandSide start() throws IOException {
        CommandSide side = new CommandSide(EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start());
        side.startProcess();
        return side;
    }

    public void startProcess() {
        SpringApplication application = new SpringApplication(Application.class);
        application.setDefaultProperties(Map.ofEntries(
                Map.entry("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres")),
                Map.entry("spring.datasource.hikari.minimum-idle", "2"),
                Map.entry("spring.datasource.hikari.maximum-pool-size", "20"),
                Map.entry("spring.flyway.enabled", "false"),
                Map.entry("spring.main.banner-mode", "off"),
                Map.entry("spring.jackson.property-naming-strategy", "SNAKE_CASE"),
                Map.entry("server.port", "0"),
                Map.entry("server.shutdown", "immediate"),
                Map.entry("axon.axonserver.enabled", "false"),
                Map.entry("axon.timeout.enabled", "false"),
                Map.entry("axon.serializer.general", "jackson3"),
                Map.entry("axon.serializer.events", "jackson3"),
                Map.entry("axon.serializer.messages", "jackson3"),
                Map.entry("logging.level.root", "WARN")));
        context = (ServletWebServerApplicationContext) application.run();
    }

    public void stopProcess() {
        context.close();
    }

    public CommandGateway commands() {
        return context.getBean(CommandGateway.class);
    }

    public Shopify shopify() {
        return context.getBean(Shopify.class);
    }

    public JdbcTemplate jdbc() {
        return context.getBean(JdbcTemplate.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** An answer of the HTTP side. */
    public record Answer(int status, String type, JsonNode body) {}

    public Answer post(String path, String body, String... headers) {
        return send("POST", path, HttpRequest.BodyPublishers.ofString(body), headers);
    }

    public Answer put(String path, String body, String... headers) {
        return send("PUT", path, HttpRequest.BodyPublishers.ofString(body), headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody(), headers);
    }

    private Answer send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + context.getWebServer().getPort() + path))
                .header("Content-Type", "application/json")
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).doesNotContain("\tat ");
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
