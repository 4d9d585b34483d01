package io.shopledger.query.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page ended: opaque to callers, a key to us, so that pages stay whole while rows come and go. */
public final class Cursor {
    private Cursor() {}

    /** @param order in which things are listed, such as {@code -id}; a cursor is good for its own order only */
    public static String at(String order, long key) {
        byte[] text = (order + ":" + key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** @return the key of {@link #at} */
    public static long read(String order, String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.startsWith(order + ":")) {
                return Long.parseLong(text.substring(order.length() + 1));
            }
        } catch (IllegalArgumentException notOurs) {
            // said below
        }
        throw new BadRequest("cursor is not one of this list; give next_cursor of the page before, with the same "
                + "sort, or leave it out to begin.");
    }
}
