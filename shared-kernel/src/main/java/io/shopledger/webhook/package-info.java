/** Webhooks: what may become of a delivery. */
@NullMarked
package io.shopledger.webhook;

import org.jspecify.annotations.NullMarked;
