package io.shopledger.query;

import io.shopledger.query.projection.Projection;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Nothing is stored when a class of tests begins, whichever ran before it at the same database: none leans on another. */
public final class EmptyLedger implements TestExecutionListener {
    /** How far projections are and what is so for each process, which goes on. */
    private static final String KEPT =
            "token_entry, projection_version, projection_position, read_generation, read_installation, contacts_learnt";

    @Override
    public void beforeTestClass(TestContext test) {
        ApplicationContext context = test.getApplicationContext();
        empty(context);
        QueryTestApplication.forget();
        context.getBean(DemandsInMemory.class).all.clear();
    }

    /** Once all projections have handled what there is: none writes a row of it later. */
    public static void empty(ApplicationContext context) {
        EventProcessingConfiguration processing = context.getBean(EventProcessingConfiguration.class);
        context.getBeansOfType(Projection.class).values().forEach(projection -> {
            PooledStreamingEventProcessor processor = processing
                    .eventProcessor(projection.name(), PooledStreamingEventProcessor.class)
                    .orElseThrow();
            if (!processor.isRunning()) {
                processor.start();
            }
            QuerySide.caughtUp(context.getBean(EventStore.class), processor);
        });
        JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
        jdbc.execute("""
                do $$ begin execute (select 'truncate events.domain_event, ' || string_agg('public.' || quote_ident(tablename), ', ')
                from pg_tables where schemaname = 'public' and tablename !~ '^flyway' and tablename <> all (string_to_array('%s', ', '))); end $$""".formatted(KEPT));
        rowsChangedByHand(jdbc);
    }

    static void rowsChangedByHand(JdbcTemplate jdbc) {
        jdbc.update("update public.read_generation set passed = passed + 1");
    }
}
