package io.shopledger.query.dashboard;

import io.shopledger.webhook.DeliveryLedger;
import io.shopledger.webhook.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What became of a store's deliveries, topic by topic. */
record DeliveryFlows(List<Flow> topics, Flow total) {
    /** So many topics are shown where there is more to see below; the rest can be unfolded. */
    private static final int OPEN = 5;

    static DeliveryFlows of(List<DeliveryLedger.Row> ledger) {
        List<Flow> topics = ledger.stream().map(Flow::of).toList();
        return new DeliveryFlows(topics, Flow.sum(topics));
    }

    /** @return the topics with the most traffic, and each where something waits for a person, in the topics' order */
    public List<Flow> busy() {
        List<Flow> most = topics.stream()
                .sorted(Comparator.comparingLong(Flow::received).reversed())
                .limit(OPEN)
                .toList();
        return topics.stream()
                .filter(flow -> flow.dead() > 0 || most.contains(flow))
                .toList();
    }

    public List<Flow> quiet() {
        List<Flow> busy = busy();
        return topics.stream().filter(flow -> !busy.contains(flow)).toList();
    }

    /** @return how many topics are folded away, and how much came of them */
    public String quietly() {
        List<Flow> quiet = quiet();
        return String.format(
                Locale.ROOT,
                "%d more %s, %,d deliveries",
                quiet.size(),
                quiet.size() == 1 ? "topic" : "topics",
                Flow.sum(quiet).received());
    }

    /** @return whether every delivery received came to an outcome, in a plain sentence */
    public String balance() {
        if (total.received() == 0) {
            return "No webhook has arrived yet.";
        }
        if (adds()) {
            return String.format(
                    Locale.ROOT,
                    "The ledger adds up: all %,d deliveries received are accounted for%s.",
                    total.received(),
                    total.waiting() == 0 ? "" : String.format(Locale.ROOT, ", %,d of them waiting", total.waiting()));
        }
        return String.format(
                Locale.ROOT,
                "The ledger does not add up: %,d deliveries were received, %,d are accounted for.",
                total.received(),
                total.accounted());
    }

    public boolean adds() {
        return topics.stream().allMatch(flow -> flow.received() == flow.accounted());
    }

    /** One topic's deliveries by what became of them. */
    record Flow(
            String topic,
            long received,
            long waiting,
            long applied,
            long unchanged,
            long stale,
            long duplicate,
            long handled,
            long dead,
            long discarded) {

        static Flow of(DeliveryLedger.Row row) {
            return new Flow(
                    row.topic(),
                    row.received(),
                    row.count(Outcome.WAITING),
                    row.count(Outcome.APPLIED),
                    row.count(Outcome.UNCHANGED),
                    row.count(Outcome.STALE),
                    row.count(Outcome.DUPLICATE),
                    row.count(Outcome.HANDLED),
                    row.count(Outcome.DEAD),
                    row.count(Outcome.DISCARDED));
        }

        static Flow sum(List<Flow> flows) {
            return flows.stream().reduce(new Flow("all topics", 0, 0, 0, 0, 0, 0, 0, 0, 0), Flow::plus);
        }

        private Flow plus(Flow other) {
            return new Flow(
                    topic,
                    received + other.received,
                    waiting + other.waiting,
                    applied + other.applied,
                    unchanged + other.unchanged,
                    stale + other.stale,
                    duplicate + other.duplicate,
                    handled + other.handled,
                    dead + other.dead,
                    discarded + other.discarded);
        }

        long accounted() {
            return waiting + applied + unchanged + stale + duplicate + handled + dead + discarded;
        }
    }
}
