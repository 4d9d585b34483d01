package io.shopledger.benchmark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An HTTP answer as it comes in, piece by piece. */
final class Answer {
    private static final String LENGTH = "Content-Length: ";
    private static final String LAST_CHUNK = "0\r\n\r\n";

    private final StringBuilder text = new StringBuilder();

    void add(ByteBuffer piece) {
        text.append(StandardCharsets.ISO_8859_1.decode(piece));
    }

    /** An answer ends by its Content-Length or with its last chunk. */
    boolean isWhole() {
        int body = text.indexOf("\r\n\r\n") + 4;
        if (body < 4) {
            return false;
        }
        int length = text.indexOf(LENGTH);
        if (length < 0 || length > body) {
            return text.lastIndexOf(LAST_CHUNK) == text.length() - LAST_CHUNK.length();
        }
        int from = length + LENGTH.length();
        return text.length() - body >= Integer.parseInt(text, from, text.indexOf("\r\n", from), 10);
    }

    int status() {
        return Integer.parseInt(text, 9, 12, 10);
    }

    void clear() {
        text.setLength(0);
    }
}
