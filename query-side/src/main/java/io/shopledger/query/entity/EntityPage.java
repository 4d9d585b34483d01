package io.shopledger.query.entity;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/** A page of a list as JSON: the entities under their kind's word, and {@code next_cursor}, null on the last page. */
public record EntityPage(@JsonValue @JsonRawValue String json) {}
