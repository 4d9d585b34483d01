/** Reading Shopify's JSON: every value checked, every failure named by its field and never by its content. */
@NullMarked
package io.shopledger.shopify.json;

import org.jspecify.annotations.NullMarked;
