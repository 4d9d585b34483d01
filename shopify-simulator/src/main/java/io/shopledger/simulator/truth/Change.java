package io.shopledger.simulator.truth;

import java.util.List;

/**
 * Something that happened to one order.
 *
 * @param order as it is afterwards; of a deleted order only the id is left
 * @param topics that tell of it, all with the same body
 */
public record Change(OrderState order, List<Topic> topics) {}
