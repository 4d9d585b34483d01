package io.shopledger.shopify.webhook;

import java.net.URI;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Why a delivery is refused, as problem+json. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class WebhookProblems {
    @ExceptionHandler
    ProblemDetail on(InvalidSignature failure) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, failure.getMessage());
        problem.setTitle("Invalid signature");
        problem.setType(URI.create("urn:shopledger:problem:invalid-signature"));
        return problem;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Overloaded failure) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE,
                failure.getMessage() + ". It may have been kept all the same: send it again, a repetition is known.");
        problem.setTitle("Overloaded");
        problem.setType(URI.create("urn:shopledger:problem:overloaded"));
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "2")
                .body(problem);
    }
}
