package io.shopledger.query.entity;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column that repeats something of a record, to be filtered or sorted by.
 *
 * @param value text, a number, a flag, a time, an amount of money (its number in the shop's currency) or a list of texts
 */
public record Column<T>(String name, Function<T, ? extends @Nullable Object> value) {}
