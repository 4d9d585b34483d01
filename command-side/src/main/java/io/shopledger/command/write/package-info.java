/** Changes of Shopify's data that people ask for: intended first, then sent, then confirmed or rejected. */
@NullMarked
package io.shopledger.command.write;

import org.jspecify.annotations.NullMarked;
