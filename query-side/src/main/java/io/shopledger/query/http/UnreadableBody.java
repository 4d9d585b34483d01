package io.shopledger.query.http;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body of JSON and where, and nothing of what it holds but a field's name that there is not. */
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
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return "There is no field %s%s%s; there are %s."
                    .formatted(
                            KnownParameters.shown(unknown.getPropertyName()),
                            inside(cause.getPath()),
                            where,
                            names(unknown.getKnownPropertyIds()));
        }
        String path = path(cause.getPath());
        String form = cause instanceof MismatchedInputException mismatch ? form(mismatch.getTargetType()) : null;
        if (form != null) {
            return "%s has to be %s%s; the form is described at /docs."
                    .formatted(path.isEmpty() ? "The body" : path, form, where);
        }
        return "The body is JSON but not of the form expected%s%s; the form is described at /docs."
                .formatted(path.isEmpty() ? "" : " in " + path, where);
    }

    private static String names(@Nullable Collection<Object> known) {
        return Objects.requireNonNullElse(known, List.of()).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    private static @Nullable String form(@Nullable Class<?> type) {
        if (type == null) {
            return null;
        }
        if (type == Long.class || type == long.class || type == Integer.class || type == int.class) {
            return "a whole number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == Instant.class) {
            return "a time such as \"2026-10-01T14:03:00Z\"";
        }
        if (type == String.class) {
            return "a text in quotes";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list in [ ]";
        }
        return type.isRecord() ? "an object in { }" : null;
    }

    private static String inside(List<JacksonException.Reference> path) {
        String parent = path(path.subList(0, Math.max(0, path.size() - 1)));
        return parent.isEmpty() ? "" : " in " + parent;
    }

    /** Names of ours only: what the body calls by other names is not read into anything that could be of a wrong form. */
    private static String path(List<JacksonException.Reference> path) {
        return path.stream()
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
