package io.shopledger.app.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets requests in or refuses them: by {@link ProtectedMode} while there are no API keys, else by key and {@link Doors}. */
@Component
class Gate {
    private static final String BEARER = "bearer ";

    private final KnownKeys keys;
    private final PublicHosts hosts;

    Gate(KnownKeys keys, PublicHosts hosts) {
        this.keys = keys;
        this.hosts = hosts;
    }

    /**
     * What becomes of a request.
     *
     * @param refusal why it is refused; null where it may pass
     * @param caller who makes it, where that is known
     */
    record Judgement(@Nullable Refusal refusal, @Nullable Caller caller) {}

    Judgement judge(HttpServletRequest request) {
        if (!keys.areLoaded()) {
            return refused(Refusal.STARTING);
        }
        if (keys.any()) {
            return judgeByKey(request);
        }
        Refusal refusal = ProtectedMode.judge(request);
        boolean local = refusal == null && ProtectedMode.isLocal(request);
        return new Judgement(refusal, local ? Caller.ON_THIS_MACHINE : null);
    }

    private Judgement judgeByKey(HttpServletRequest request) {
        String method = request.getMethod();
        String path = request.getRequestURI();
        if (Doors.isShopifys(method, path)) {
            return new Judgement(null, null);
        }
        Caller caller = caller(request);
        if (path.equals("/health")) { // a balancer asks by address
            return new Judgement(null, caller);
        }
        if (!hosts.know(request.getHeader("Host"))) {
            return refused(Refusal.UNKNOWN_HOST);
        }
        if (Doors.isForAnybody(method, path)) {
            return new Judgement(null, caller);
        }
        if (caller == null) {
            return refused(request.getHeader("Authorization") == null ? Refusal.NO_KEY : Refusal.UNKNOWN_KEY);
        }
        KeyRole needed = Doors.roleFor(method, path);
        if (!caller.role().includes(needed)) {
            return refused(needed == KeyRole.ADMIN ? Refusal.NEEDS_ADMIN : Refusal.NEEDS_OPERATOR);
        }
        return new Judgement(null, caller);
    }

    private @Nullable Caller caller(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return null;
        }
        ApiKey key = keys.of(authorization.substring(BEARER.length()).strip());
        return key == null ? null : Caller.of(key);
    }

    private static Judgement refused(Refusal refusal) {
        return new Judgement(refusal, null);
    }
}
