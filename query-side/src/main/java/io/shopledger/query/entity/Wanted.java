package io.shopledger.query.entity;

import io.shopledger.StoreId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows, and from where.
 *
 * @param descending whether ids go down
 * @param after the id after which to go on; absent for the first
 */
record Wanted(
        StoreId store,
        List<Filter> filters,
        boolean descending,
        @Nullable Long after) {}
