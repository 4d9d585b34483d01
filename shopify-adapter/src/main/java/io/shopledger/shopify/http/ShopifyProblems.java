package io.shopledger.shopify.http;

import io.shopledger.shopify.graphql.ShopifyFailure;
import io.shopledger.shopify.graphql.ShopifyFailure.Denied;
import io.shopledger.shopify.graphql.ShopifyFailure.Parked;
import io.shopledger.shopify.graphql.ShopifyFailure.Refused;
import io.shopledger.shopify.graphql.ShopifyFailure.Throttled;
import io.shopledger.shopify.graphql.ShopifyFailure.TooCostly;
import java.net.URI;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What Shopify would not do for a person's request, as problem+json. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ShopifyProblems {
    private static final long A_WHILE = 10;

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ShopifyFailure failure) {
        if (failure instanceof Parked parked) {
            return problem(HttpStatus.CONFLICT, "store-parked", parked.getMessage(), 0);
        }
        if (failure instanceof Denied) {
            return problem(HttpStatus.CONFLICT, "scope-missing", failure.getMessage(), 0);
        }
        if (failure instanceof Refused || failure instanceof TooCostly) {
            return problem(HttpStatus.UNPROCESSABLE_CONTENT, "shopify-refused", failure.getMessage(), 0);
        }
        if (failure instanceof Throttled throttled) {
            return problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "shopify-throttled",
                    throttled.getMessage() + ". Try again later",
                    seconds(throttled.pause));
        }
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "shopify-unreachable",
                failure.getMessage() + ". Try again later",
                A_WHILE);
    }

    private static long seconds(Duration pause) {
        return Math.max(1, pause.plusMillis(999).toSeconds());
    }

    private static ResponseEntity<ProblemDetail> problem(
            HttpStatus status, String kind, String detail, long retryAfter) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:shopledger:problem:" + kind));
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        if (retryAfter > 0) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter));
        }
        return answer.body(problem);
    }
}
