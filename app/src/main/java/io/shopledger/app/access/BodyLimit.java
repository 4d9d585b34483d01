package io.shopledger.app.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies of API calls that no sensible call has, before they are read or at the first byte too many. Deliveries have
 * a limit of their own: one that is too large is kept as a dead letter.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class BodyLimit extends OncePerRequestFilter {
    static final int MEGABYTE = 1 << 20;
    private static final int USUAL_MEGABYTES = 1;
    /** 250 products with descriptions of 40 kB each. */
    private static final int BULK_MEGABYTES = 10;

    private static final String BULK = "/api/v1/products/bulk";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/api/") || path.equals("/api/v1/webhooks/process");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int megabytes = request.getRequestURI().equals(BULK) ? BULK_MEGABYTES : USUAL_MEGABYTES;
        int most = megabytes * MEGABYTE;
        long told = request.getContentLengthLong();
        if (told > most) {
            refuse(response, megabytes);
            return;
        }
        if (told >= 0 || request.getHeader("Transfer-Encoding") == null) {
            chain.doFilter(request, response);
            return;
        }
        // Its length is not told: it is read first, as an answer cannot be taken back that is given in the middle of
        // it.
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            refuse(response, megabytes);
            return;
        }
        chain.doFilter(new ReadBody(request, body), response);
    }

    private static void refuse(HttpServletResponse response, int megabytes) throws IOException {
        response.setHeader("Connection", "close"); // the rest of the body is not read
        Refusal.TOO_LARGE.answer(response, megabytes);
    }
}
