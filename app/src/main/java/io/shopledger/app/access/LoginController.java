package io.shopledger.app.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A person shows a key once, so that the browser may see the pages. */
@Controller
class LoginController {
    private static final String PAGE = "login";
    private static final Duration TO_FILL_IN = Duration.ofMinutes(30);
    /** A path of ours, never another site's address. */
    private static final Pattern OURS = Pattern.compile("/(?:[\\w.?=&%-][\\w./?=&%-]*)?");

    private final KnownKeys keys;
    private final Sessions sessions;
    private final KeyGuesses guesses;

    LoginController(KnownKeys keys, Sessions sessions, KeyGuesses guesses) {
        this.keys = keys;
        this.sessions = sessions;
        this.guesses = guesses;
    }

    /** @param next where to go afterwards */
    @GetMapping("/login")
    String ask(
            @RequestParam(name = "next", defaultValue = "/") String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return page(next, null, request, response, model);
    }

    /** 401 with the form again where the key is not one of ours; 429 where many were not. */
    @PostMapping("/login")
    String login(
            @RequestParam(name = "key", defaultValue = "") String key,
            @RequestParam(name = "next", defaultValue = "/") String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        String cookie = SessionCookie.read(request, SessionCookie.LOGIN);
        if (cookie == null || !SessionCookie.showsFormToken(request, cookie)) {
            response.setStatus(HttpStatus.FORBIDDEN.value());
            return page(
                    next,
                    "This form was open for too long, or the browser takes no cookies. Try again.",
                    request,
                    response,
                    model);
        }
        ApiKey known = keys.of(key.strip());
        if (known == null) {
            long wait = guesses.wrong(request.getRemoteAddr());
            if (wait > 0) {
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait));
                return page(
                        next,
                        "Too many wrong keys came from here. Try again in %d seconds.".formatted(wait),
                        request,
                        response,
                        model);
            }
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            return page(next, "This key is not one of ours, or was revoked.", request, response, model);
        }
        set(SessionCookie.SESSION, sessions.begin(known), Sessions.LIFE, request, response);
        set(SessionCookie.LOGIN, "", Duration.ZERO, request, response);
        return "redirect:" + (OURS.matcher(next).matches() ? next : "/");
    }

    @PostMapping("/logout")
    String logout(HttpServletRequest request, HttpServletResponse response) {
        String session = SessionCookie.read(request, SessionCookie.SESSION);
        if (session != null) {
            sessions.end(session);
        }
        set(SessionCookie.SESSION, "", Duration.ZERO, request, response);
        return "redirect:/login";
    }

    private String page(
            String next,
            @Nullable String wrong,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Principal caller = request.getUserPrincipal();
        String fresh = Secret.random();
        set(SessionCookie.LOGIN, fresh, TO_FILL_IN, request, response);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        model.addAttribute("next", next);
        model.addAttribute("wrong", wrong);
        model.addAttribute("needed", keys.any());
        model.addAttribute("who", caller == null ? null : caller.getName());
        model.addAttribute("loginToken", SessionCookie.formToken(fresh));
        return PAGE;
    }

    private static void set(
            String name, String value, Duration life, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, SessionCookie.header(request, name, value, life));
    }
}
