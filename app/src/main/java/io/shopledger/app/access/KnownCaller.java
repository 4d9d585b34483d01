package io.shopledger.app.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Locale;

/** A request that tells who makes it in the servlet's own way, which {@code /health} and the other modules understand. */
final class KnownCaller extends HttpServletRequestWrapper {
    private final Caller caller;

    KnownCaller(HttpServletRequest request, Caller caller) {
        super(request);
        this.caller = caller;
    }

    @Override
    public Principal getUserPrincipal() {
        return caller;
    }

    @Override
    public String getRemoteUser() {
        return caller.name();
    }

    @Override
    public boolean isUserInRole(String role) {
        for (KeyRole known : KeyRole.values()) {
            if (known.toString().equals(role.toLowerCase(Locale.ROOT))) {
                return caller.role().includes(known);
            }
        }
        return false;
    }
}
