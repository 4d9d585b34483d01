package io.shopledger.query.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page ended: opaque to callers, a key to us, so that pages stay whole while rows come and go. */
public final class Cursor {
    private Cursor() {}

    /** @param order in which things are listed, such as {@code -id}; a cursor is good for its own order only */
    public static String at(String order, long key) {
        return at(order, Long.toString(key));
    }

    /** @param order in which things are listed; a cursor is good for its own order only */
    public static String at(String order, String key) {
        byte[] text = (order + ":" + key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** @return the key of {@link #at(String, long)} */
    public static long read(String order, String cursor) {
        try {
            return Long.parseLong(readText(order, cursor));
        } catch (NumberFormatException notOurs) {
            throw notOfThisList();
        }
    }

    /** @return the key of {@link #at(String, String)} */
    public static String readText(String order, String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.startsWith(order + ":") && text.indexOf('\0') < 0) {
                return text.substring(order.length() + 1);
            }
        } catch (IllegalArgumentException notOurs) {
            // said below
        }
        throw notOfThisList();
    }

    /** @return what is said of a cursor that is not ours, or was given for another sort or other filters */
    public static BadRequest notOfThisList() {
        return new BadRequest("cursor is not one of this list; give next_cursor of the page before, with the same "
                + "sort and filters, or leave it out to begin.");
    }
}
