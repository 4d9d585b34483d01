package io.shopledger.simulator;

/** The store's plan, which sets how much the Admin API allows. */
public enum Plan {
    STANDARD,
    ADVANCED,
    PLUS,
    UNLIMITED
}
