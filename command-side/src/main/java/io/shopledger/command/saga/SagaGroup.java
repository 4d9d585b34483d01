package io.shopledger.command.saga;

/** A processing group of sagas. @param name under which its positions are stored: it never changes */
public record SagaGroup(String name) {}
