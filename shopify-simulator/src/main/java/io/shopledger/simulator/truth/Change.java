package io.shopledger.simulator.truth;

import java.util.List;

/**
 * Something that happened to one thing of the store.
 *
 * @param entity as it is afterwards; of a deleted one only what is told of it is left
 * @param topics that tell of it, all with the same body
 */
public record Change(Entity entity, List<Topic> topics) {}
