package io.shopledger.query.audit;

import io.shopledger.query.http.BrokenOff;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers of any length, a line of JSON for each thing told, written as they come. The thread of the request writes them: an
 * answer of an hour needs no other, and no time limit of asynchronous ones.
 */
@Component
class JsonLines {
    static final String TYPE = "application/x-ndjson";

    private static final int BUFFER = 64 * 1024;

    private final JsonMapper json;

    JsonLines(JsonMapper json) {
        this.json = json;
    }

    /** Where an answer's lines go. */
    interface Lines {
        void add(Object line);

        /** Sends what there is now, for whoever watches. */
        void flush();
    }

    /** @throws BrokenOff where it failed after something was sent; before that, the failure itself */
    void answer(HttpServletResponse response, Consumer<Lines> telling) {
        response.setContentType(TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        try {
            OutputStream out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
            telling.accept(new Lines() {
                @Override
                public void add(Object line) {
                    try {
                        out.write(json.writeValueAsBytes(line));
                        out.write('\n');
                    } catch (IOException gone) {
                        throw new BrokenOff(gone);
                    }
                }

                @Override
                public void flush() {
                    try {
                        out.flush();
                        response.flushBuffer();
                    } catch (IOException gone) {
                        throw new BrokenOff(gone);
                    }
                }
            });
            out.flush();
        } catch (BrokenOff told) {
            throw told;
        } catch (IOException gone) {
            throw new BrokenOff(gone);
        } catch (RuntimeException failure) {
            if (response.isCommitted()) {
                throw new BrokenOff(failure);
            }
            response.reset();
            throw failure;
        }
    }
}
