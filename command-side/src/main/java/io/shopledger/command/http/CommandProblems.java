package io.shopledger.command.http;

import io.shopledger.command.gateway.Refusal;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.axonframework.commandhandling.CommandExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Turns what the command side refuses into <a href="https://www.rfc-editor.org/rfc/rfc9457">problem+json</a>: a stable type,
 * what was wrong and what to do. A refused command is a conflict, in whichever module's controller it was sent.
 */
@RestControllerAdvice(name = "commandProblems")
@Order(0)
class CommandProblems {
    private static final Logger LOG = LoggerFactory.getLogger(CommandProblems.class);
    private static final String TYPE = "urn:shopledger:problem:";

    @ExceptionHandler(BadRequest.class)
    ResponseEntity<ProblemDetail> badRequest(BadRequest failure) {
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "bad-request", failure.getMessage());
        if (!failure.errors().isEmpty()) {
            problem.setProperty("errors", failure.errors());
        }
        return answer(problem);
    }

    @ExceptionHandler(NotFound.class)
    ResponseEntity<ProblemDetail> notFound(NotFound failure) {
        return answer(HttpStatus.NOT_FOUND, "not-found", failure.getMessage());
    }

    @ExceptionHandler(CommandExecutionException.class)
    ResponseEntity<ProblemDetail> refused(CommandExecutionException failure) {
        Optional<Refusal> refusal = Refusal.in(failure);
        if (refusal.isEmpty()) {
            LOG.error("A command failed", failure);
            return answer(
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    "internal",
                    "Something failed on our side. It is in our log; trying again may help.");
        }
        String kind = refusal.get().code();
        ProblemDetail problem = problem(HttpStatus.CONFLICT, kind, failure.getMessage());
        String words = kind.replace('-', ' ');
        problem.setTitle(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
        refusal.get().more().forEach(problem::setProperty);
        return answer(problem);
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatus status, String kind, String detail) {
        return answer(problem(status, kind, detail));
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ProblemDetail problem(HttpStatus status, String kind, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPE + kind));
        return problem; // its title is the status's own, as everywhere
    }
}
