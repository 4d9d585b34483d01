package io.shopledger.shopify.webhook;

import io.shopledger.shopify.webhook.Reception.Vouching;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Takes deliveries at their usual addresses, behind who may call and before Spring MVC, whose way to a controller costs twice
 * what a delivery needs. Whatever is not of the usual form goes on to {@link WebhookReceiver}, which answers the same.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class WebhookDoor extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String ADDRESS = "/webhooks";
    private static final Pattern TOPIC = Pattern.compile("/([a-z_-]+(?:/[a-z_-]+)?)");
    private static final byte[] SUCCESS = "{\"status\":\"success\"}".getBytes(StandardCharsets.US_ASCII);

    private final transient ObjectProvider<Reception> receptions;
    private final transient ObjectProvider<HandlerExceptionResolver> failures;
    private transient volatile @Nullable Reception reception;

    /** @param receptions is asked when the first delivery comes: filters are made before the database runs */
    WebhookDoor(
            ObjectProvider<Reception> receptions,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> failures) {
        this.receptions = receptions;
        this.failures = failures;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String address = request.getRequestURI();
        if (!address.startsWith(ADDRESS) || !request.getMethod().equals("POST")) {
            chain.doFilter(request, response);
            return;
        }
        String rest = address.substring(ADDRESS.length());
        if (!rest.isEmpty() && !TOPIC.matcher(rest).matches()) {
            chain.doFilter(request, response);
            return;
        }
        try {
            reception().take(request, rest.isEmpty() ? null : rest.substring(1), Vouching.SIGNATURE);
        } catch (RuntimeException refusal) {
            // By WebhookProblems, or whoever answers what went wrong; never is success said of what was not kept.
            if (failures.getObject().resolveException(request, response, null, refusal) == null) {
                throw refusal;
            }
            return;
        }
        response.setContentType("application/json");
        response.setContentLength(SUCCESS.length);
        response.getOutputStream().write(SUCCESS);
    }

    private Reception reception() {
        Reception known = reception;
        if (known == null) {
            known = receptions.getObject();
            reception = known;
        }
        return known;
    }
}
