package io.shopledger.query.write;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shopledger.query.entity.NotYetARow;
import io.shopledger.query.http.BadRequest;
import io.shopledger.query.http.NotFound;
import io.shopledger.stored.StoredJson;
import io.shopledger.write.ProductWriteCommand.UserError;
import io.shopledger.write.StockSetting;
import io.shopledger.write.WriteId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What became of a product write. */
@RestController
@Tag(name = "Products")
class WriteController {
    private final JdbcTemplate jdbc;
    private final NotYetARow told;

    WriteController(JdbcTemplate jdbc, NotYetARow told) {
        this.jdbc = jdbc;
        this.told = told;
    }

    /** @param changeFrom from which number only it is set; null: from any */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "StockWrite")
    record StockView(
            @JsonProperty("item_id") long itemId,
            @JsonProperty("location_id") long locationId,
            @JsonProperty("available") int available,
            @JsonProperty("change_from") @Nullable Integer changeFrom,
            @JsonProperty("reason") String reason) {
        static StockView of(StockSetting setting) {
            return new StockView(
                    setting.item(), setting.location(), setting.available(), setting.changeFrom(), setting.reason());
        }
    }

    /**
     * @param title of the product that it makes, or which it gives to one that is there
     * @param handle of the product that it makes
     * @param productId Shopify's number of the product that it is about; of one that it makes absent until it is confirmed
     * @param stock that it sets; absent where it is about a product
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ProductWrite")
    record View(
            @JsonProperty("write_id") UUID writeId,
            @JsonProperty("store_id") long storeId,

            @JsonProperty("kind") @Schema(allowableValues = {"create", "update", "delete", "stock"})
            String kind,

            @JsonProperty("status") @Schema(allowableValues = {"pending", "confirmed", "rejected"})
            String status,

            @JsonProperty("title") @Nullable String title,
            @JsonProperty("handle") @Nullable String handle,
            @JsonProperty("product_id") @Nullable Long productId,
            @JsonProperty("stock") @Nullable StockView stock,

            @JsonProperty("errors")
            @Schema(
                    description =
                            "what Shopify said against it: field, as in what was sent (variants.0.price), code, message; an error of the code partly-done says what was done all the same")
            List<UserError> errors,

            @JsonProperty("requested_at") Instant requestedAt,
            @JsonProperty("completed_at") @Nullable Instant completedAt) {

        static View of(UUID id, WriteState write) {
            return new View(
                    id,
                    write.store(),
                    write.kind() == null ? "create" : write.kind(),
                    write.status(),
                    write.title(),
                    write.handle(),
                    write.product(),
                    write.stock() == null ? null : StockView.of(write.stock()),
                    write.errors(),
                    write.requestedAt(),
                    write.completedAt());
        }
    }

    @GetMapping("/api/v1/products/writes/{write_id}")
    @Operation(
            summary = "Read what became of a product write",
            description =
                    "status is pending from the moment the write was taken until Shopify did it or said no; then, once "
                            + "and for good, confirmed with the product's number, or rejected with what Shopify said. kind says what was "
                            + "asked for: to create a product, to update or to delete one, or to set stock. completed_at is "
                            + "set in the same moment, and the answer is never behind it.")
    View one(
            @Parameter(description = "of the answer that took it", example = "0b9f3c1e-6a52-4a9b-8c5e-2f6d8a1b7c3d")
                    @PathVariable("write_id")
                    String writeId) {
        UUID id;
        try {
            id = UUID.fromString(writeId);
        } catch (IllegalArgumentException wrong) {
            throw new BadRequest("write_id is not of the form of a write's id, such as "
                    + "0b9f3c1e-6a52-4a9b-8c5e-2f6d8a1b7c3d; the answer that took the write has it.");
        }
        return jdbc
                .query(
                        "select record from shopify_product_writes where write_id = ?",
                        (row, number) -> StoredJson.MAPPER.readValue(row.getString("record"), WriteState.class),
                        id)
                .stream()
                .filter(WriteState::ended) // a row that still waits may be behind its events
                .findFirst()
                .or(() -> told.fold(new WriteKind(), new WriteId(id).toString()))
                .map(write -> View.of(id, write))
                .orElseThrow(() -> new NotFound(
                        "There is no product write %s. Its id stands in the answer that took it.".formatted(id)));
    }
}
