package io.shopledger.query.dashboard;

import io.shopledger.StoreId;
import io.shopledger.query.http.BadRequest;
import io.shopledger.query.http.NotFound;
import io.shopledger.query.http.NotKnownYet;
import io.shopledger.store.Stores;
import io.shopledger.store.Stores.ConnectedStore;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** Puts the frame around every page, and around what is said where there is none. */
@ControllerAdvice(basePackageClasses = DashboardController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class Frames {
    /** Nothing but our own files: names come from outside. */
    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    private static final String NUMBER = "[1-9]\\d{0,17}";

    private final Stores stores;

    Frames(Stores stores) {
        this.stores = stores;
    }

    @ModelAttribute("frame")
    Frame frame(HttpServletRequest request, HttpServletResponse response) {
        List<ConnectedStore> all = stores.all();
        String asked = request.getParameter("store_id");
        if (asked != null && !all.isEmpty()) {
            StoreId number = number(asked);
            if (stores.find(number).isEmpty()) {
                throw new NotFound(Stores.unknown(number.value()));
            }
        }
        return around(request, response);
    }

    /** @return the frame of the store asked for, or of the first where there is none like that */
    private Frame around(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Cache-Control", "no-store");
        List<ConnectedStore> all = stores.all();
        String asked = request.getParameter("store_id");
        Optional<ConnectedStore> store = asked == null || !asked.matches(NUMBER)
                ? Optional.empty()
                : stores.find(new StoreId(Long.parseLong(asked)));
        return Frame.of(store.or(() -> all.stream().findFirst()).orElse(null), all, request.getRequestURI());
    }

    @ExceptionHandler
    ModelAndView notFound(NotFound failure, HttpServletRequest request, HttpServletResponse response) {
        return said("Not here", failure.getMessage(), HttpStatus.NOT_FOUND, request, response);
    }

    @ExceptionHandler
    ModelAndView notKnownYet(NotKnownYet failure, HttpServletRequest request, HttpServletResponse response) {
        return said("Not known then", failure.getMessage(), HttpStatus.NOT_FOUND, request, response);
    }

    @ExceptionHandler
    ModelAndView badRequest(BadRequest failure, HttpServletRequest request, HttpServletResponse response) {
        return said("Not understood", failure.getMessage(), HttpStatus.BAD_REQUEST, request, response);
    }

    @ExceptionHandler
    ModelAndView wrong(
            MethodArgumentTypeMismatchException failure, HttpServletRequest request, HttpServletResponse response) {
        return said(
                "Not understood",
                "%s cannot be read as what is expected there.".formatted(failure.getName()),
                HttpStatus.BAD_REQUEST,
                request,
                response);
    }

    @ExceptionHandler
    ModelAndView missing(
            MissingServletRequestParameterException failure, HttpServletRequest request, HttpServletResponse response) {
        return said(
                "Not understood",
                failure.getParameterName() + " is missing.",
                HttpStatus.BAD_REQUEST,
                request,
                response);
    }

    private ModelAndView said(
            String title,
            @Nullable String message,
            HttpStatus status,
            HttpServletRequest request,
            HttpServletResponse response) {
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        ModelAndView page = new ModelAndView("problem", status);
        page.addObject("frame", around(request, response));
        page.addObject("title", title);
        page.addObject("message", String.valueOf(message));
        return page;
    }

    private static StoreId number(String asked) {
        if (!asked.matches(NUMBER)) {
            throw new BadRequest("store_id is no number of a store; give the store's number, from 1.");
        }
        return new StoreId(Long.parseLong(asked));
    }
}
