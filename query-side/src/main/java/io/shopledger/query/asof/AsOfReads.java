package io.shopledger.query.asof;

import io.shopledger.query.http.BadRequest;
import io.shopledger.query.http.NotPossible;
import io.shopledger.query.http.ReadsAsOf;
import io.shopledger.query.past.PastRows;
import io.shopledger.query.rebuild.AsOf;
import io.shopledger.query.rebuild.StoresAsOf;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Has a call with {@code as_of_id} answer out of that store's rows, and say of which moment they are. */
@Configuration(proxyBeanMethods = false)
class AsOfReads implements WebMvcConfigurer, HandlerInterceptor {
    private static final String HEADER = "X-Data-As-Of";

    /** After what says that the served tables are frozen: these are not served. */
    private static final int LAST = 1;

    private final StoresAsOf all;

    AsOfReads(StoresAsOf all) {
        this.all = all;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/**").order(LAST);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String given = request.getParameter(ReadsAsOf.PARAMETER);
        if (given != null && handler instanceof HandlerMethod method && method.hasMethodAnnotation(ReadsAsOf.class)) {
            AsOf asOf = readable(given, request.getParameter("store_id"));
            response.setHeader(HEADER, asOf.knownAt().toString());
            PastRows.enter(new PastRows.Asked(asOf.id(), asOf.knownAt(), AsOf.schema(asOf.id())));
        }
        return true;
    }

    private AsOf readable(String given, @Nullable String store) {
        if (!given.matches("[0-9]{1,18}")) {
            throw new BadRequest("as_of_id is no number; give as_of_id as POST /api/v1/audit/as-of answered it.");
        }
        long id = Long.parseLong(given);
        AsOf asOf = all.find(id).orElseThrow(() -> PastRows.gone(id));
        if (store != null && !store.equals(asOf.store().toString())) {
            throw new BadRequest("as_of_id %d is of store %s; ask with store_id=%2$s, or make one of your store."
                    .formatted(id, asOf.store()));
        }
        return switch (asOf.state()) {
            case REQUESTED, FILLING ->
                throw new NotPossible(
                        "It is being made still, up to event %d of %d. Follow it at /api/v1/audit/as-of/%d"
                                .formatted(asOf.done(), asOf.of(), id));
            case READY -> {
                if (!asOf.sameCode()) {
                    throw new NotPossible(
                            "Another build of Shopledger made its tables; drop it and make another: POST /api/v1/audit/as-of");
                }
                yield asOf;
            }
            case FAILED ->
                throw new NotPossible(
                        "It could not be made; /api/v1/audit/as-of/%d says why. Make another: POST /api/v1/audit/as-of"
                                .formatted(id));
            case DROPPED, EXPIRED -> throw PastRows.gone(id);
        };
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        PastRows.leave();
    }
}
