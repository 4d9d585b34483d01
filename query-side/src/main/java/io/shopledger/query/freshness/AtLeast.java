package io.shopledger.query.freshness;

import io.shopledger.query.http.BadRequest;
import io.shopledger.query.projection.Projection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets a read ask for rows that hold a given event at least ({@code X-At-Least-Position}, as {@code X-Position} said it), and wait
 * for them as long as it likes ({@code Prefer: wait=…}, <a href="https://www.rfc-editor.org/rfc/rfc7240#section-4.3">RFC 7240</a>),
 * within bounds. What is not there by then is refused: an older answer than the one asked for is never given.
 */
@Configuration(proxyBeanMethods = false)
class AtLeast implements WebMvcConfigurer, HandlerInterceptor {
    static final String HEADER = "X-At-Least-Position";

    private static final Pattern WAIT =
            Pattern.compile("(?i)(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,9}(?:\\.\\d{1,9})?)\"?");
    private static final BigDecimal USUAL_SECONDS = BigDecimal.valueOf(5);
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(30);
    private static final Duration BETWEEN = Duration.ofMillis(20);

    /** More would take the server's threads from those who do not wait. */
    private static final int MOST_WAITING = 40;

    private final ProjectionLag lag;
    private final ObjectProvider<Projection> projections;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    AtLeast(ProjectionLag lag, ObjectProvider<Projection> projections) {
        this.lag = lag;
        this.projections = projections;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        List<String> asked = Collections.list(request.getHeaders(HEADER));
        if (asked.isEmpty() || !request.getMethod().matches("GET|HEAD")) {
            return true;
        }
        long position = position(asked.get(0));
        Set<String> behind = Behind.request(
                request, projections.stream().map(Projection::name).toList());
        if (!there(behind, position)) {
            BigDecimal seconds = seconds(Collections.list(request.getHeaders("Prefer")));
            response.setHeader("Preference-Applied", "wait=" + seconds);
            await(behind, position, seconds);
        }
        return true;
    }

    private void await(Set<String> behind, long position, BigDecimal seconds) throws InterruptedException {
        if (position > lag.head()) {
            throw new BadRequest("%s is %d, which no event has yet; give what an answer said in X-Position."
                    .formatted(HEADER, position));
        }
        if (!waiting.tryAcquire()) {
            throw new NotThereYet("Too many wait already. Ask again in a moment.");
        }
        try {
            long end = System.nanoTime() + seconds.movePointRight(9).longValue();
            while (!there(behind, position)) {
                if (System.nanoTime() - end >= 0) {
                    throw new NotThereYet(
                            ("What happened up to position %d cannot be read here yet, after %s s. Ask again, or"
                                            + " without %s for what there is; /health tells how far behind the projections are.")
                                    .formatted(position, seconds, HEADER));
                }
                Thread.sleep(BETWEEN.toMillis());
            }
        } finally {
            waiting.release();
        }
    }

    private boolean there(Set<String> behind, long position) {
        return behind.stream().allMatch(name -> lag.reached(name).orElse(0) >= position);
    }

    private static long position(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new BadRequest("%s is no position; give what an answer said in X-Position.".formatted(HEADER));
        }
        return Long.parseLong(text);
    }

    private static BigDecimal seconds(List<String> preferences) {
        for (String preference : preferences) {
            Matcher wait = WAIT.matcher(preference);
            if (wait.find()) {
                return new BigDecimal(wait.group(1)).min(MOST_SECONDS);
            }
        }
        return USUAL_SECONDS;
    }
}
