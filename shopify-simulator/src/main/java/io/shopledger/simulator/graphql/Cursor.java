package io.shopledger.simulator.graphql;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a page ended, as opaque as Shopify's.
 *
 * @param value by which the list is sorted: a time, or a place in the list
 */
record Cursor(long id, String value) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    String text() {
        byte[] json = JSON.writeValueAsBytes(
                JSON.createObjectNode().put("last_id", id).put("last_value", value));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    static Cursor parse(String text) {
        try {
            JsonNode json = JSON.readTree(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            if (json.get("last_id") != null && json.get("last_value") != null) {
                return new Cursor(
                        json.get("last_id").asLong(), json.get("last_value").asString());
            }
        } catch (IllegalArgumentException | JacksonException unreadable) {
            // told below
        }
        throw Complaint.of("BAD_REQUEST", "Invalid cursor for current pagination sort.");
    }

    Instant time() {
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException other) {
            throw Complaint.of("BAD_REQUEST", "Invalid cursor for current pagination sort.");
        }
    }
}
