package io.shopledger.shopify;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.shopledger.observation.Decision;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Page;
import io.shopledger.observation.PageDecider;
import io.shopledger.observation.Unsettled;
import io.shopledger.privacy.Redactions;
import io.shopledger.shopify.governor.Waiting;
import io.shopledger.webhook.Outcome;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.support.TransactionTemplate;

/** The adapter alone, on a real database, with someone who decides whatever comes. */
@SpringBootApplication(proxyBeanMethods = false)
public class AdapterApplication {
    @Bean(destroyMethod = "close")
    DataSource dataSource() {
        return RealPostgres.database(20);
    }

    @Bean
    MeterRegistry meterRegistry() {
        return new SimpleMeterRegistry();
    }

    /** Tests do not wait for a Shopify that they play themselves. */
    @Bean
    @Primary
    Waiting impatient() {
        return duration -> Thread.yield();
    }

    /** Commands that were sent, in order. */
    public static final List<Object> SENT = new CopyOnWriteArrayList<>();

    /** Commands of these types are refused, and not among those that were sent. */
    public static final Set<Class<?>> REFUSED = ConcurrentHashMap.newKeySet();

    /** Takes every command but those of {@link #REFUSED}, as a bus whose handlers have nothing against it. */
    @Bean
    CommandGateway commands() {
        return (CommandGateway) Proxy.newProxyInstance(
                CommandGateway.class.getClassLoader(), new Class<?>[] {CommandGateway.class}, (self, method, given) -> {
                    if (method.getName().startsWith("send")) {
                        if (REFUSED.contains(given[0].getClass())) {
                            throw new CommandExecutionException("Refused", null);
                        }
                        SENT.add(given[0]);
                    }
                    return null;
                });
    }

    /** Nothing is in doubt, unless a test says so. */
    @Bean
    Doubts doubts() {
        return new Doubts();
    }

    /** No event tells of a redaction, unless a test says so. */
    @Bean
    ToldRedactions redactions() {
        return new ToldRedactions();
    }

    @Bean
    Decider decider(TransactionTemplate transaction) {
        return new Decider(transaction);
    }

    /** Streams that are in doubt. */
    public static final class Doubts implements Unsettled {
        public final List<String> streams = new CopyOnWriteArrayList<>();

        @Override
        public List<String> streams(int limit) {
            return streams.stream().limit(limit).toList();
        }
    }

    /** Streams that events say were redacted. */
    public static final class ToldRedactions implements Redactions {
        public final List<String> streams = new CopyOnWriteArrayList<>();

        @Override
        public List<String> all() {
            return List.copyOf(streams);
        }
    }

    /** Applies everything, and remembers it. */
    public static final class Decider implements PageDecider {
        private final TransactionTemplate transaction;
        public final List<Observation> decided = new CopyOnWriteArrayList<>();

        Decider(TransactionTemplate transaction) {
            this.transaction = transaction;
        }

        @Override
        public void decide(Page page) {
            transaction.executeWithoutResult(status -> {
                page.claim();
                page.finish(page.observations().stream()
                        .map(seen -> Decision.of(Outcome.APPLIED))
                        .toList());
            });
            decided.addAll(page.observations());
        }

        @Override
        public void forget(int partition) {}
    }
}
