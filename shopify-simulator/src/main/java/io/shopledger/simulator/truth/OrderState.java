package io.shopledger.simulator.truth;

import java.time.Instant;

/**
 * One order as it is now.
 *
 * @param updatedAt as in the body: whole seconds, the shop's offset
 * @param triggeredAt when its last change happened, to the nanosecond; no two changes of a store share it
 * @param changed whether anything happened to it since it was seeded
 */
public record OrderState(long id, String updatedAt, Instant triggeredAt, boolean changed, PackedJson body) {}
