package io.shopledger.query.list;

import org.jspecify.annotations.Nullable;

/**
 * Rows beside a kind's own by which it is filtered. Conditions on them hold for one and the same row: a variant that costs 10 or
 * more and 20 or less.
 *
 * @param sql a condition on the kind's table {@code t}, with {@code %s} for the conditions on the rows beside it
 * @param id the column of theirs that is the kind's own {@code id}: a page that goes on after one need not look at those before it
 * @param kind under whose name answers made of them are cached, where that is not the list's own kind: they change by themselves
 */
public record Beside(String sql, String id, @Nullable String kind) {}
