package io.shopledger.app.access;

import io.shopledger.Role;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** A process without the role {@code api} tells how it is, and nothing else. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ApiRoleFilter extends OncePerRequestFilter {
    private static final Pattern ITS_OWN = Pattern.compile(
            "/health|/metrics|/monitor(?:/.*)?|/login|/logout|/(?:css|js)/.*|/icon\\.svg|/favicon\\.ico");
    private final boolean api;

    ApiRoleFilter(@Value("${shopledger.roles:}") String roles) {
        this.api = Role.API.isIn(roles);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return api || ITS_OWN.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Refusal.NO_API_HERE.answer(response);
    }
}
