/** Keys and secrets, and the sealing of personal fields. */
@NullMarked
package io.shopledger.shopify.vault;

import org.jspecify.annotations.NullMarked;
