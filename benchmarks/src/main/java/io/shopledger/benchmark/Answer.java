package io.shopledger.benchmark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An HTTP answer as it comes in, piece by piece. */
final class Answer {
    private static final String LENGTH = "\r\ncontent-length: ";
    private static final String LAST_CHUNK = "0\r\n\r\n";
    private static final int UNKNOWN = -1;

    private final StringBuilder text = new StringBuilder();
    private int body = UNKNOWN;
    private int end = UNKNOWN;

    void add(ByteBuffer piece) {
        text.append(StandardCharsets.ISO_8859_1.decode(piece));
        if (body == UNKNOWN && text.indexOf("\r\n\r\n") >= 0) {
            body = text.indexOf("\r\n\r\n") + 4;
            String head = text.substring(0, body).toLowerCase(Locale.ROOT);
            int length = head.indexOf(LENGTH);
            if (length >= 0) {
                int from = length + LENGTH.length();
                end = body + Integer.parseInt(head, from, head.indexOf("\r\n", from), 10);
            }
        }
    }

    /** An answer ends by its Content-Length or with its last chunk. */
    boolean isWhole() {
        return end == UNKNOWN
                ? body != UNKNOWN && text.lastIndexOf(LAST_CHUNK) == text.length() - LAST_CHUNK.length()
                : text.length() >= end;
    }

    int status() {
        return Integer.parseInt(text, 9, 12, 10);
    }

    void clear() {
        text.setLength(0);
        body = UNKNOWN;
        end = UNKNOWN;
    }
}
