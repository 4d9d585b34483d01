package io.shopledger.command.http;

import java.util.List;

/** The request cannot be understood. The message is shown: it names what is wrong and the form expected. */
public final class BadRequest extends RuntimeException {
    private final transient List<WrongField> errors;

    public BadRequest(String message) {
        this(message, List.of());
    }

    /** @param errors everything that is wrong, field by field */
    public BadRequest(String message, List<WrongField> errors) {
        super(message);
        this.errors = List.copyOf(errors);
    }

    List<WrongField> errors() {
        return errors;
    }
}
