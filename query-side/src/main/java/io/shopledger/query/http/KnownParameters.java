package io.shopledger.query.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses what a call of the API does not know: a misspelt filter that is passed over in silence answers another question
 * than the one asked. What a call knows is read from its {@code @RequestParam}s; one that takes them all as a map knows
 * everything.
 */
@Configuration(proxyBeanMethods = false)
public class KnownParameters implements WebMvcConfigurer, HandlerInterceptor {
    /** Shopify says there what it likes, and signs all of it. */
    private static final String WHERE_SHOPIFY_SENDS_BACK = "/api/v1/auth/oauth/callback";

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Map<Method, Optional<Set<String>>> known = new ConcurrentHashMap<>();
    private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/**").excludePathPatterns(WHERE_SHOPIFY_SENDS_BACK);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null && !isForm(request) && handler instanceof HandlerMethod method) {
            known.computeIfAbsent(method.getMethod(), asked -> of(method))
                    .ifPresent(names -> require(names, request.getParameterMap().keySet()));
        }
        return true;
    }

    /** Of a form the server takes the fields for parameters, and reads the body to find them. */
    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(FORM);
    }

    /** Refuses what is given and not known. */
    public static void require(Set<String> known, Set<String> given) {
        for (String name : given) {
            if (!known.contains(name)) {
                throw new BadRequest("There is no parameter %s here; %s."
                        .formatted(
                                shown(name),
                                known.isEmpty() ? "this call takes none" : "known are " + String.join(", ", known)));
            }
        }
    }

    private Optional<Set<String>> of(HandlerMethod handler) {
        Set<String> all = new LinkedHashSet<>();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
            if (asked == null) {
                continue;
            }
            if (Map.class.isAssignableFrom(parameter.getParameterType())) {
                return Optional.empty();
            }
            parameter.initParameterNameDiscovery(names);
            all.add(asked.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : asked.name());
        }
        if (handler.hasMethodAnnotation(ReadsAsOf.class)) {
            all.add(ReadsAsOf.PARAMETER);
        }
        return Optional.of(all);
    }

    /** @return a name as a caller gave it, in a line and not too long */
    public static String shown(String name) {
        String line = name.codePoints()
                .limit(40)
                .filter(c -> !Character.isISOControl(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return line.isEmpty() ? "without a name" : "\"" + line + "\"";
    }
}
