/** What Shopify demands concerning personal data, and what became of it. */
@NullMarked
package io.shopledger.privacy;

import org.jspecify.annotations.NullMarked;
