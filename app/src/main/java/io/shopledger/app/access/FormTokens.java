package io.shopledger.app.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page's model {@code csrf}, which each form that changes something sends as {@code _csrf}. */
@ControllerAdvice
class FormTokens {
    /** Set for a browser that is known by its session. */
    static final String ATTRIBUTE = FormTokens.class.getName();

    /** Absent where no session is needed or there is none. */
    @ModelAttribute("csrf")
    @Nullable
    String csrf(HttpServletRequest request) {
        return (String) request.getAttribute(ATTRIBUTE);
    }
}
