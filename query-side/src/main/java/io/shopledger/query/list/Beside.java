package io.shopledger.query.list;

import org.jspecify.annotations.Nullable;

/**
 * Rows beside a kind's own by which it is filtered. Conditions on them hold for one and the same row: a variant that costs 10 or
 * more and 20 or less.
 *
 * @param sql a condition on the kind's table {@code t}, with {@code %s} for the conditions on the rows beside it
 * @param kind under whose name answers made of them are cached, where that is not the list's own kind: they change by themselves
 */
public record Beside(String sql, @Nullable String kind) {}
