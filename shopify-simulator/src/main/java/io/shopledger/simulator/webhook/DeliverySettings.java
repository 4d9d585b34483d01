package io.shopledger.simulator.webhook;

import java.time.Duration;

/**
 * How deliveries are signed and sent.
 *
 * @param shop as in {@code X-Shopify-Shop-Domain}
 * @param secret signs them
 * @param oldSecret signs those that the fault {@code old_secret} strikes
 * @param inFlight how many are under way at once
 * @param retryBase the first pause; each further one is twice as long, at most 30 s. Shopify spreads its eight retries
 *     over four hours.
 */
public record DeliverySettings(String shop, String secret, String oldSecret, int inFlight, Duration retryBase) {}
