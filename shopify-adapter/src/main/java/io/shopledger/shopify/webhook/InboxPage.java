package io.shopledger.shopify.webhook;

import io.shopledger.observation.Decision;
import io.shopledger.observation.LeaseLost;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Page;
import io.shopledger.shopify.staging.Leases;
import io.shopledger.shopify.vault.SubjectKeys;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A page cut from the waiting deliveries of one worker's partitions. */
final class InboxPage implements Page {
    private final List<Reading> readings;
    private final SubjectKeys.Ring ring;
    private final Leases leases;
    private final OutcomeTables outcomes;
    private final int slot;

    InboxPage(List<Reading> readings, SubjectKeys.Ring ring, Leases leases, OutcomeTables outcomes, int slot) {
        this.readings = readings;
        this.ring = ring;
        this.leases = leases;
        this.outcomes = outcomes;
        this.slot = slot;
    }

    @Override
    public void claim() throws LeaseLost {
        leases.claim(readings.stream()
                .map(reading -> reading.delivery().partition())
                .distinct()
                .sorted()
                .toList());
        ring.store();
    }

    @Override
    public List<Observation> observations() {
        List<Observation> observations = new ArrayList<>();
        for (Reading reading : readings) {
            if (reading instanceof Reading.Observed observed) {
                observations.add(observed.observation());
            }
        }
        return observations;
    }

    @Override
    public void finish(List<Decision> decisions) {
        Iterator<Decision> next = decisions.iterator();
        OutcomeTables.Finished finished = outcomes.finished();
        for (Reading reading : readings) {
            if (reading instanceof Reading.Observed) {
                finished.decided(reading.delivery(), next.next());
            } else if (reading instanceof Reading.Settled settled) {
                finished.decided(reading.delivery(), settled.decision());
            } else if (reading instanceof Reading.Dead dead) {
                finished.died(reading.delivery(), dead.reason());
            } else if (reading instanceof Reading.Misrouted misrouted) {
                finished.moved(reading.delivery(), misrouted.partition());
            }
        }
        finished.store(slot);
    }
}
