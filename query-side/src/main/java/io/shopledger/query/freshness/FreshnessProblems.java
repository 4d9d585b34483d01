package io.shopledger.query.freshness;

import io.shopledger.query.http.Problems;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** An answer as new as was asked for could not be given: 503 {@code not-there-yet}, with {@code Retry-After}. */
@RestControllerAdvice(name = "freshnessProblems")
@Order(0)
class FreshnessProblems {
    private static final String RETRY_AFTER_SECONDS = "1";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notThereYet(NotThereYet failure) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "not-there-yet",
                        "Not there yet",
                        String.valueOf(failure.getMessage())));
    }
}
