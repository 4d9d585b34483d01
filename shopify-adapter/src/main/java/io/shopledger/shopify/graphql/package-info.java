/** Calls to Shopify's GraphQL Admin API: documents out, answers or sorted failures back. */
@NullMarked
package io.shopledger.shopify.graphql;

import org.jspecify.annotations.NullMarked;
