package io.shopledger.query.http;

import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;

/** Says where a body of JSON cannot be read, and nothing of what it holds. */
final class UnreadableBody {
    private UnreadableBody() {}

    static String told(HttpMessageNotReadableException failure) {
        if (!(failure.getCause() instanceof JacksonException cause)) {
            return "There is no body, or it cannot be read; expected is JSON of the form described at /docs.";
        }
        String where = where(cause.getLocation());
        if (cause instanceof StreamReadException) {
            return "The body is not JSON%s; expected is JSON of the form described at /docs.".formatted(where);
        }
        String path = path(cause);
        return "The body is JSON but not of the form expected%s%s; the form is described at /docs."
                .formatted(path.isEmpty() ? "" : " in " + path, where);
    }

    /** Names of ours only: what the body calls by other names is not read into anything that could be of a wrong form. */
    private static String path(JacksonException cause) {
        return cause.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String where(TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : ", at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }
}
