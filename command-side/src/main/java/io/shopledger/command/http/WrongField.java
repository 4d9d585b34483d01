package io.shopledger.command.http;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One field that cannot be used.
 *
 * @param index of the item in the list that was sent, from 0
 * @param message what is wrong and the form expected
 */
public record WrongField(
        @JsonProperty("index") int index,
        @JsonProperty("field") String field,
        @JsonProperty("message") String message) {}
