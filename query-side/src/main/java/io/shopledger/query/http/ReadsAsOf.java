package io.shopledger.query.http;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A call that can be asked of a store as it was known at a moment as well: {@code as_of_id} says of which. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
        name = ReadsAsOf.PARAMETER,
        in = ParameterIn.QUERY,
        description =
                "as of the moment for which POST /api/v1/audit/as-of made tables, and not of now; X-Data-As-Of tells it",
        schema = @Schema(type = "integer", format = "int64"))
public @interface ReadsAsOf {
    /** Of the request. */
    String PARAMETER = "as_of_id";
}
