/** How we come by access tokens. */
@NullMarked
package io.shopledger.shopify.oauth;

import org.jspecify.annotations.NullMarked;
