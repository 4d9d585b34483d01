/** A store's figures for dashboards, out of tables that are kept for them: sales, stock, webhooks, syncs. */
@NullMarked
package io.shopledger.query.figures;

import org.jspecify.annotations.NullMarked;
