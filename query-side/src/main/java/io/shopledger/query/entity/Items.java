package io.shopledger.query.entity;

import java.util.List;
import java.util.function.Function;

/**
 * A table with a row for each item of a list in a record, such as an order's lines.
 *
 * @param owner columns that hold the key of the record's own row
 * @param columns the item's; the first is its key
 */
public record Items<R, T>(String table, List<String> owner, Function<R, List<T>> of, List<Column<T>> columns) {}
