package io.shopledger.query.freshness;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Says {@code X-Position} with the answer to every call that changed something: its events are at or before it. */
@RestControllerAdvice
class PositionOfWrites implements ResponseBodyAdvice<Object> {
    /** A position in the event store, of the newest event there was when the call was answered. */
    static final String HEADER = "X-Position";

    private final ProjectionLag lag;

    PositionOfWrites(ProjectionLag lag) {
        this.lag = lag;
    }

    @Override
    public boolean supports(MethodParameter answered, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter answered,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (request instanceof ServletServerHttpRequest asked
                && response instanceof ServletServerHttpResponse answer
                && changes(asked.getServletRequest(), answer.getServletResponse())) {
            response.getHeaders().set(HEADER, Long.toString(lag.head()));
        }
        return body;
    }

    private static boolean changes(HttpServletRequest request, HttpServletResponse response) {
        String method = request.getMethod();
        return request.getRequestURI().startsWith("/api/")
                && !method.equals("GET")
                && !method.equals("HEAD")
                && HttpStatus.valueOf(response.getStatus()).is2xxSuccessful();
    }
}
