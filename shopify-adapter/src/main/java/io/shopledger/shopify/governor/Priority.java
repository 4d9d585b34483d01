package io.shopledger.shopify.governor;

/** Who waits for a call. */
public enum Priority {
    /** A person, or something that must not wait behind a sync. */
    PEOPLE,
    /** Syncs and checks. They leave a share of the bucket to people. */
    BACKGROUND
}
