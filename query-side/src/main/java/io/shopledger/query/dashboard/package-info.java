/** The first page: each store's webhooks and latest orders, live. */
@NullMarked
package io.shopledger.query.dashboard;

import org.jspecify.annotations.NullMarked;
