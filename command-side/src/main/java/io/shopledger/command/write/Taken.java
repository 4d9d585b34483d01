package io.shopledger.command.write;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.write.WriteId;
import java.util.UUID;

/**
 * A write that was taken.
 *
 * @param writeId under which {@code /api/v1/products/writes/{write_id}} tells what becomes of it
 * @param status {@code pending}
 */
record Taken(
        @JsonProperty("write_id") UUID writeId,
        @JsonProperty("status") String status) {
    static Taken as(WriteId write) {
        return new Taken(write.value(), "pending");
    }
}
