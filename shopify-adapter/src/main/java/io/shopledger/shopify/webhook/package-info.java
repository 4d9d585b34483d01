/** Webhooks on their way in: verified, kept, decided in pages, accounted for. */
@NullMarked
package io.shopledger.shopify.webhook;

import org.jspecify.annotations.NullMarked;
