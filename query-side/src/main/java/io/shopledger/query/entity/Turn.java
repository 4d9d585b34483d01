package io.shopledger.query.entity;

/** What an event is to the row of what it happened to. */
public enum Turn {
    /** The first of its stream: the record is in it. */
    BEGINS,
    CHANGES,
    /** It tells what was so before: no change, and no news of its time. */
    LEARNS,
    /** What is personal was erased here: no change at Shopify, and no news of its time. */
    REDACTS,
    REMOVES,
    RETURNS
}
