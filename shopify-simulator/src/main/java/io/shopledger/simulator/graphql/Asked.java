package io.shopledger.simulator.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A value that depends on how the field was asked for. */
interface Asked extends Function<DataFetchingEnvironment, @Nullable Object> {}
