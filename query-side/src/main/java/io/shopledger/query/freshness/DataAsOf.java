package io.shopledger.query.freshness;

import io.shopledger.query.projection.ServedVersions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Says {@code X-Data-As-Of} with every answer that is made of frozen tables: what was appended until then is in them. */
@Configuration(proxyBeanMethods = false)
class DataAsOf implements WebMvcConfigurer, HandlerInterceptor {
    static final String HEADER = "X-Data-As-Of";

    private final ServedVersions served;

    DataAsOf(ServedVersions served) {
        this.served = served;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Map<String, Instant> frozen = served.frozen();
        if (!frozen.isEmpty()) {
            Behind.request(request, frozen.keySet()).stream()
                    .map(frozen::get)
                    .min(Comparator.naturalOrder())
                    .ifPresent(until -> response.setHeader(HEADER, until.toString()));
        }
        return true;
    }
}
