package io.shopledger.command.write;

import io.shopledger.write.WriteId;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The handle under which a written product is found again: the title in the letters of an address, and the beginning of
 * the write's id. It is the same each time the write is sent, so that a repetition finds the product of the first.
 */
final class Handle {
    /** Shopify takes 255; the rest of them is for the id. */
    private static final int LONGEST_TITLE = 200;

    private static final int LETTERS_OF_ID = 8;

    private Handle() {}

    static String of(String title, WriteId write) {
        String plain = Normalizer.normalize(title, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        String cut = plain.length() > LONGEST_TITLE ? plain.substring(0, LONGEST_TITLE) : plain;
        String slug = cut.replaceAll("^-+|-+$", "");
        return (slug.isEmpty() ? "product" : slug) + "-"
                + write.value().toString().substring(0, LETTERS_OF_ID);
    }
}
