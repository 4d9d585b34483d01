package io.shopledger.app.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Asks the {@link Gate} before anything else sees a request, and gives every answer its headers for browsers. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class AccessFilter extends OncePerRequestFilter {
    private static final String POLICY =
            "default-src 'self'; base-uri 'self'; form-action 'self'; object-src 'none'; " + "frame-ancestors 'none'";
    /** Swagger UI writes styles into its page and draws its icons from data addresses. */
    private static final String DOCS_POLICY = POLICY + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

    private final Gate gate;
    private final KeyGuesses guesses;

    AccessFilter(Gate gate, KeyGuesses guesses) {
        this.gate = gate;
        this.guesses = guesses;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        boolean docs = path.startsWith("/docs") || path.startsWith("/swagger-ui");
        response.setHeader("Content-Security-Policy", docs ? DOCS_POLICY : POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        Gate.Judgement judgement = gate.judge(request);
        Refusal refusal = judgement.refusal();
        if (refusal != null) {
            long wait = refusal == Refusal.UNKNOWN_KEY ? guesses.wrong(request.getRemoteAddr()) : 0;
            if (wait > 0) {
                response.setHeader("Retry-After", Long.toString(wait));
                Refusal.TOO_MANY_WRONG_KEYS.answer(response, KeyGuesses.A_MINUTE);
                return;
            }
            if (refusal.isForWantOfAKey() && isForAPage(request)) {
                response.setStatus(HttpServletResponse.SC_SEE_OTHER);
                response.setHeader("Location", "/login?next=" + URLEncoder.encode(wanted(request), UTF_8));
                return;
            }
            refusal.answer(response);
            return;
        }
        Caller caller = judgement.caller();
        chain.doFilter(caller == null ? request : new KnownCaller(request, caller), response);
    }

    private static boolean isForAPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return request.getMethod().equals("GET")
                && accept != null
                && accept.contains("text/html")
                && !request.getRequestURI().startsWith("/api/");
    }

    private static String wanted(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }
}
