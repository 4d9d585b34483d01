/** The kinds of things that we observe at Shopify: their names in streams and in GraphQL, and what reads them. */
@NullMarked
package io.shopledger.shopify.kind;

import org.jspecify.annotations.NullMarked;
