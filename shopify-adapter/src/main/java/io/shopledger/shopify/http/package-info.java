/** What the adapter refuses over HTTP, and how it says so. */
@NullMarked
package io.shopledger.shopify.http;

import org.jspecify.annotations.NullMarked;
