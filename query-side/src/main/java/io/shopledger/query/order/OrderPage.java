package io.shopledger.query.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of orders. @param nextCursor where the next page begins; null when there is none */
@JsonInclude(JsonInclude.Include.ALWAYS)
record OrderPage(
        @JsonProperty("orders") List<OrderView> orders,

        @JsonProperty("next_cursor") @Schema(nullable = true, description = "null on the last page") @Nullable
        String nextCursor) {}
