package io.shopledger.app.access;

import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each API key so many requests a minute, in each process, so that one caller gone wild leaves room for the others.
 * Deliveries, what anybody may look at, and callers on this machine in protected mode are never limited.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class RateLimit extends OncePerRequestFilter {
    private static final int MOST = 1_000_000;

    private final int perMinute;
    private final @Nullable Allowance<Long> allowed;

    @Autowired
    RateLimit(@Value("${SHOPLEDGER_RATE_LIMIT:30000}") String perMinute) {
        this(parse(perMinute), TimeMeter.SYSTEM_NANOTIME);
    }

    /** @param perMinute 0 for no limit */
    RateLimit(int perMinute, TimeMeter clock) {
        this.perMinute = perMinute;
        this.allowed = perMinute == 0 ? null : new Allowance<>(perMinute, clock);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (allowed != null
                && request.getUserPrincipal() instanceof Caller caller
                && caller.isByKey()
                && !Doors.isForAnybody(request.getMethod(), request.getRequestURI())) {
            long wait = allowed.take(caller.key());
            if (wait > 0) {
                response.setHeader("Retry-After", Long.toString(wait));
                Refusal.TOO_MANY_REQUESTS.answer(response, perMinute);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static int parse(String text) {
        if (text.strip().matches("\\d{1,7}")) {
            int value = Integer.parseInt(text.strip());
            if (value <= MOST) {
                return value;
            }
        }
        throw new IllegalArgumentException(
                "SHOPLEDGER_RATE_LIMIT is %s; give a number of requests a minute from 0 to %d"
                        .formatted(text.strip(), MOST));
    }
}
