/** What Shopify tells of its entities, held against what our API tells of them. */
@NullMarked
package io.shopledger.app.comparison;

import org.jspecify.annotations.NullMarked;
