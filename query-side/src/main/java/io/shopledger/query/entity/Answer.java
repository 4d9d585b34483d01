package io.shopledger.query.entity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Answers with an ETag of what they say, whoever they say it to: who asks again with {@code If-None-Match} gets 304 for as
 * long as the answer would be the same. They may be kept by the caller alone, who is to ask each time.
 */
public final class Answer {
    private static final CacheControl ASK_AGAIN = CacheControl.noCache().cachePrivate();

    private Answer() {}

    public static ResponseEntity.BodyBuilder with(EntityPage page) {
        return tagged(page.tag());
    }

    /** What is personal is part of it: read by a caller who may not see all, or after an erasure, it has another tag. */
    public static ResponseEntity<EntityView> of(EntityView view) {
        return tagged(tag(view.json().toString())).body(view);
    }

    public static ResponseEntity<EntityPage> of(EntityPage page) {
        return with(page).body(page);
    }

    private static ResponseEntity.BodyBuilder tagged(String tag) {
        return ResponseEntity.status(isAnyWelcome() ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(tag)
                .cacheControl(ASK_AGAIN)
                .varyBy(HttpHeaders.AUTHORIZATION, HttpHeaders.COOKIE);
    }

    /** {@code If-None-Match: *} is met by whatever there is; Spring looks at tags alone. */
    private static boolean isAnyWelcome() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes asked
                && "*".equals(asked.getRequest().getHeader(HttpHeaders.IF_NONE_MATCH));
    }

    static String tag(String answer) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(answer.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
