package io.shopledger.query.http;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Turns every failure of the HTTP side into <a href="https://www.rfc-editor.org/rfc/rfc9457">problem+json</a>: a stable
 * type, what was wrong and what to do. It comes last, so that a module's own advice is asked before it.
 */
@RestControllerAdvice(name = "queryProblems")
@Order(Ordered.LOWEST_PRECEDENCE)
public class Problems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final String TYPE = "urn:shopledger:problem:";

    private static final Map<Integer, String> TYPES = Map.of(
            400, "bad-request",
            401, "unauthorized",
            403, "forbidden",
            404, "not-found",
            405, "method-not-allowed",
            406, "not-acceptable",
            409, "conflict",
            413, "too-large",
            415, "unsupported-media-type",
            503, "unavailable");

    /** @return a problem of the given kind, such as {@code not-found}; other modules' advice uses it as well */
    public static ProblemDetail problem(HttpStatusCode status, String kind, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPE + kind));
        problem.setTitle(title);
        return problem;
    }

    /** @return a problem of the kind and title that the status has by itself */
    static ProblemDetail problem(HttpStatusCode status, String detail) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return problem(
                status,
                TYPES.getOrDefault(status.value(), status.is5xxServerError() ? "internal" : "bad-request"),
                known == null ? "Bad request" : known.getReasonPhrase(),
                detail);
    }

    @ExceptionHandler
    ProblemDetail notFound(NotFound failure) {
        return problem(HttpStatus.NOT_FOUND, String.valueOf(failure.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail badRequest(BadRequest failure) {
        return problem(HttpStatus.BAD_REQUEST, String.valueOf(failure.getMessage()));
    }

    /** As the gate's own, for what an address alone does not tell. */
    @ExceptionHandler
    ProblemDetail roleTooLow(RoleTooLow failure) {
        return problem(
                HttpStatus.FORBIDDEN,
                "role-too-low",
                "The key's role does not allow this",
                String.valueOf(failure.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail notPossible(NotPossible failure) {
        return problem(HttpStatus.CONFLICT, "not-possible", "Not possible", String.valueOf(failure.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail notKnownYet(NotKnownYet failure) {
        ProblemDetail problem = problem(HttpStatus.NOT_FOUND, String.valueOf(failure.getMessage()));
        problem.setProperty("known_since", failure.since().toString());
        return problem;
    }

    /** Left to the server, which breaks the connection: a caller must not take a part for the whole. */
    @ExceptionHandler
    void brokenOff(BrokenOff failure) {
        throw failure;
    }

    /** Tomcat decodes parameters when they are first asked for. */
    @ExceptionHandler
    ProblemDetail undecodable(InvalidParameterException failure) {
        return problem(
                HttpStatus.BAD_REQUEST,
                "The parameters cannot be decoded; write each % as %25, and what is not ASCII as percent-encoded UTF-8.");
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> unexpected(Exception failure, HttpServletResponse response) {
        if (response.isCommitted()) { // the caller went away in mid-answer: nobody is left to tell
            LOG.debug("Failed in mid-answer", failure);
            return null;
        }
        return internal(failure);
    }

    private static ResponseEntity<ProblemDetail> away() {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The database or the event store does not answer at the moment; /health tells which. Try again in"
                                + " some seconds."));
    }

    private static ResponseEntity<ProblemDetail> internal(Exception failure) {
        if (StoreAway.isTheReason(failure)) {
            return away();
        }
        String id = UUID.randomUUID().toString();
        LOG.error("Unexpected failure {}", id, failure);
        ProblemDetail problem = problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something failed on our side. It is in our log under " + id + "; trying again may help.");
        problem.setProperty("id", id);
        return ResponseEntity.internalServerError()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (request instanceof ServletWebRequest servlet
                && servlet.getResponse() != null
                && servlet.getResponse().isCommitted()) {
            return null;
        }
        if (status.is5xxServerError()) {
            ResponseEntity<ProblemDetail> answer = internal(failure);
            return new ResponseEntity<>(answer.getBody(), answer.getHeaders(), answer.getStatusCode());
        }
        ProblemDetail problem = problem(status, detail(failure, status));
        HttpHeaders answer = new HttpHeaders(); // those given may be read-only
        answer.putAll(headers);
        answer.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(problem, answer, status);
    }

    private static String detail(Exception failure, HttpStatusCode status) {
        if (failure instanceof MissingServletRequestParameterException missing) {
            return "%s is missing; give it as a parameter: ?%1$s=… (%s)."
                    .formatted(missing.getParameterName(), form(missing.getParameterType()));
        }
        if (failure instanceof MethodArgumentTypeMismatchException wrong) {
            return "%s is \"%s\"; expected is %s.%s"
                    .formatted(
                            wrong.getName(),
                            shortened(wrong.getValue()),
                            form(simpleName(wrong)),
                            Bounds.plusHint(String.valueOf(wrong.getValue())));
        }
        if (failure instanceof NoResourceFoundException unknown) {
            return "There is nothing at /%s. All addresses are listed at /docs.".formatted(unknown.getResourcePath());
        }
        if (failure instanceof HttpRequestMethodNotSupportedException method) {
            return "%s is not allowed here; allowed: %s."
                    .formatted(method.getMethod(), String.join(", ", allowed(method)));
        }
        if (failure instanceof HttpMessageNotReadableException unreadable) {
            return UnreadableBody.told(unreadable);
        }
        if (failure instanceof HttpMediaTypeNotSupportedException type) {
            return "The body's type is %s; send Content-Type: application/json.".formatted(type.getContentType());
        }
        if (failure instanceof MaxUploadSizeExceededException || status.value() == 413) {
            return "The body is too large; send less at a time.";
        }
        return "The request cannot be understood. Each call's form is described at /docs.";
    }

    private static String simpleName(TypeMismatchException wrong) {
        Class<?> type = wrong.getRequiredType();
        return type == null ? "" : type.getSimpleName();
    }

    private static String form(String type) {
        return switch (type) {
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "boolean", "Boolean" -> "true or false";
            case "LocalDate" -> "a day such as 2026-10-01";
            case "Instant" -> "a time such as 2026-10-01T14:03:00Z";
            default -> "text";
        };
    }

    private static String shortened(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    private static String[] allowed(HttpRequestMethodNotSupportedException method) {
        String[] methods = method.getSupportedMethods();
        return methods == null ? new String[0] : methods;
    }
}
