package io.shopledger.shopify.webhook;

import io.shopledger.observation.Decision;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Page;
import io.shopledger.observation.PageDecider;
import io.shopledger.order.OrderCommand;
import io.shopledger.webhook.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Decides pages in a transaction, as command-side does, and writes down in it what it decided and in which order. */
final class RecordingDecider implements PageDecider {
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final String name;
    final List<Integer> pageSizes = new CopyOnWriteArrayList<>();
    final List<Integer> forgotten = new CopyOnWriteArrayList<>();
    volatile Consumer<List<Observation>> beforeDeciding = page -> {};
    volatile Consumer<List<Observation>> beforeCommit = page -> {};
    volatile Function<Observation, Outcome> verdict = observation -> Outcome.APPLIED;

    RecordingDecider(WayIn in, String name) {
        this.jdbc = in.jdbc;
        this.transaction = in.transaction;
        this.name = name;
        jdbc.execute("create table if not exists decided ("
                + "n bigserial primary key, decider text, stream text, origin text, content text)");
    }

    /** What was decided, in its order. */
    record Decided(String decider, String stream, String origin, String content) {}

    static List<Decided> all(WayIn in) {
        return in.jdbc.query(
                "select decider, stream, origin, content from decided order by n",
                (row, n) -> new Decided(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
    }

    @Override
    public void decide(Page page) {
        transaction.executeWithoutResult(status -> {
            page.claim();
            List<Observation> observations = new ArrayList<>(page.observations());
            beforeDeciding.accept(observations);
            List<Decision> decisions = new ArrayList<>();
            for (Observation observation : observations) {
                jdbc.update(
                        "insert into decided (decider, stream, origin, content) values (?, ?, ?, ?)",
                        name,
                        observation.stream(),
                        observation.origin().id(),
                        content(observation));
                decisions.add(Decision.of(verdict.apply(observation)));
            }
            page.finish(decisions);
            beforeCommit.accept(observations);
            pageSizes.add(observations.size());
        });
    }

    private static String content(Observation observation) {
        return observation instanceof OrderCommand.ObserveOrder order
                ? order.record().name()
                : "gone";
    }

    @Override
    public void forget(int partition) {
        forgotten.add(partition);
    }
}
