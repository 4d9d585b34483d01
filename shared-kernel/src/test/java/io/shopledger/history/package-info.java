/** Histories of a whole store for tests of any module: what truly happened at Shopify, and how it comes to be told. */
@NullMarked
package io.shopledger.history;

import org.jspecify.annotations.NullMarked;
