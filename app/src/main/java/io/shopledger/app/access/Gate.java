package io.shopledger.app.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Lets requests in or refuses them: by {@link ProtectedMode} while there are no API keys, else by key and {@link Doors}. */
@Component
class Gate {
    private static final String BEARER = "bearer ";

    private final KnownKeys keys;
    private final PublicHosts hosts;
    private final KnownSession sessions;

    /** @param sessions are made when first asked: this is made before the database runs */
    Gate(KnownKeys keys, PublicHosts hosts, @Lazy KnownSession sessions) {
        this.keys = keys;
        this.hosts = hosts;
        this.sessions = sessions;
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
        String type = request.getContentType();
        if (type != null
                && type.contains("*")
                && !Doors.isShopifys(request.getMethod(), request.getRequestURI())) { // Spring would fail on it
            return refused(Refusal.NO_CONTENT_TYPE);
        }
        if (keys.any()) {
            return judgeByKey(request);
        }
        Refusal refusal = ProtectedMode.judge(request);
        boolean asked = refusal == null && !ProtectedMode.isForDeliveries(request); // who delivers is asked by nobody
        boolean local = asked && ProtectedMode.isLocal(request);
        return new Judgement(refusal, local ? Caller.ON_THIS_MACHINE : null);
    }

    private Judgement judgeByKey(HttpServletRequest request) {
        String method = request.getMethod();
        String path = request.getRequestURI();
        if (Doors.isShopifys(method, path)) {
            return new Judgement(null, null);
        }
        String session = session(request);
        Caller caller = session == null ? byKey(request) : bySession(request, session);
        if (path.equals("/health")) { // a balancer asks by address
            return new Judgement(null, caller);
        }
        if (!hosts.know(request.getHeader("Host"))) {
            return refused(Refusal.UNKNOWN_HOST);
        }
        if (Doors.isForAnybody(method, path)) {
            return new Judgement(null, caller);
        }
        boolean changes = ProtectedMode.changes(method);
        if (path.equals("/login") && changes) { // its form has a token of its own
            return new Judgement(ProtectedMode.isForeign(request) ? Refusal.FOREIGN_ORIGIN : null, null);
        }
        if (caller == null) {
            return refused(request.getHeader("Authorization") == null ? Refusal.NO_KEY : Refusal.UNKNOWN_KEY);
        }
        if (session != null && changes && ProtectedMode.isForeign(request)) {
            return refused(Refusal.FOREIGN_ORIGIN);
        }
        if (session != null && changes && !SessionCookie.isFromOurPage(request, session)) {
            return refused(Refusal.NO_FORM_TOKEN);
        }
        KeyRole needed = Doors.roleFor(method, path);
        if (!caller.role().includes(needed)) {
            return refused(needed == KeyRole.ADMIN ? Refusal.NEEDS_ADMIN : Refusal.NEEDS_OPERATOR);
        }
        return new Judgement(null, caller);
    }

    /** A key in the header goes before a session. */
    private static @Nullable String session(HttpServletRequest request) {
        return request.getHeader("Authorization") == null ? SessionCookie.read(request, SessionCookie.SESSION) : null;
    }

    private @Nullable Caller bySession(HttpServletRequest request, String session) {
        ApiKey key = sessions.keyOf(session);
        if (key == null) {
            return null;
        }
        request.setAttribute(FormTokens.ATTRIBUTE, SessionCookie.formToken(session));
        return Caller.of(key);
    }

    private @Nullable Caller byKey(HttpServletRequest request) {
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
