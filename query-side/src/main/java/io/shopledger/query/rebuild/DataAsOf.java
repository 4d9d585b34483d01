package io.shopledger.query.rebuild;

import io.shopledger.query.projection.ServedVersions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Says {@code X-Data-As-Of} with every answer that is made of frozen tables: what was appended until then is in them. */
@Configuration(proxyBeanMethods = false)
class DataAsOf implements WebMvcConfigurer, HandlerInterceptor {
    static final String HEADER = "X-Data-As-Of";

    /** What begins an address, and which projection's rows are behind it, where that is another word. */
    private static final Map<String, String> ROOMS = Map.of("stock", "inventory", "sync", "syncs");

    private static final String API = "/api/v1/";
    private static final String WRITES = API + "products/writes";

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
            asOf(request.getRequestURI(), frozen).ifPresent(until -> response.setHeader(HEADER, until.toString()));
        }
        return true;
    }

    private static Optional<Instant> asOf(String path, Map<String, Instant> frozen) {
        if (path.startsWith(WRITES)) {
            return Optional.ofNullable(frozen.get("writes"));
        }
        String rest = path.startsWith(API) ? path.substring(API.length()) : path.substring(1);
        String room = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
        if (room.isEmpty() || room.equals("dashboard") || room.equals("live")) {
            return frozen.values().stream().min(Comparator.naturalOrder());
        }
        return Optional.ofNullable(frozen.get(ROOMS.getOrDefault(room, room)));
    }
}
