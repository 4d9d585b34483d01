/** Answers the parts of Shopify's GraphQL Admin API that are used, out of the truth. */
@NullMarked
package io.shopledger.simulator.graphql;

import org.jspecify.annotations.NullMarked;
