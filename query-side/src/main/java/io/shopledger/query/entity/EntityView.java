package io.shopledger.query.entity;

import com.fasterxml.jackson.annotation.JsonValue;
import tools.jackson.databind.node.ObjectNode;

/** One entity as the API shows it, whole. */
public record EntityView(@JsonValue ObjectNode json) {}
