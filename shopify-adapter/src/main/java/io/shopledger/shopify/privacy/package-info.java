/** Shopify's demands concerning personal data: taken, decided, and what is to be forgotten erased wherever it is kept. */
@NullMarked
package io.shopledger.shopify.privacy;

import org.jspecify.annotations.NullMarked;
