package io.shopledger.change;

import org.jspecify.annotations.Nullable;

/** One thing before and after. Without {@code from} it is new, without {@code to} it is gone. */
public record Change<T>(@Nullable T from, @Nullable T to) {}
