package io.shopledger.webhook;

import java.util.Locale;

/** What became of a delivery. The ledger adds up: received = all of these together. */
public enum Outcome {
    /** Known already by its webhook id or its event id; not decided again. */
    DUPLICATE,
    /** Accepted and not decided yet. */
    WAITING,
    /** Something happened: events were appended. */
    APPLIED,
    /** It says what we knew. */
    UNCHANGED,
    /** It says what was, before what we know. */
    STALE,
    /** It observes nothing, or nothing that concerns us. */
    HANDLED,
    /** It could not be used; it waits for a person in the dead letters. */
    DEAD,
    /** A person put it aside. */
    DISCARDED;

    /** @return the name in JSON and in the database */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
