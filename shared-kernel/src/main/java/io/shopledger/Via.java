package io.shopledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The way by which we heard of something. Text, not an enum: a way added later must not break an older reader. */
public record Via(@JsonValue String name) {
    /** Shopify told us by a webhook. */
    public static final Via WEBHOOK = new Via("WEBHOOK");

    /** We asked Shopify: a sync, or a read of one entity by its id. */
    public static final Via SYNC = new Via("SYNC");

    /** Shopify's answer to a change that we asked for. */
    public static final Via OWN_WRITE = new Via("OWN_WRITE");

    /** We knew that it was erased when the database, restored from an earlier state, had forgotten it. */
    public static final Via ERASED = new Via("ERASED");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Via {}

    @Override
    public String toString() {
        return name;
    }
}
