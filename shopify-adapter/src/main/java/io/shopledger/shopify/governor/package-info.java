/** Each store's Shopify budget: learnt from answers, reserved before asking. */
@NullMarked
package io.shopledger.shopify.governor;

import org.jspecify.annotations.NullMarked;
