package io.shopledger.query.list;

import io.shopledger.query.http.BadRequest;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a row is found by: words of its plain fields, in lower case and without accents, and {@code =tag:summer} for what is
 * asked for in its exact words. One index of them serves the search and all such filters.
 */
public final class Words {
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    /** Postgres takes 2,046 bytes; nobody types as much. */
    private static final int LONGEST = 200;

    /** Of a search; and of a row, whose description might be a book. */
    private static final int MOST = 500;

    private static final int MOST_ASKED = 20;

    private final TreeSet<String> all = new TreeSet<>();

    /** Adds each word of these texts. */
    public Words text(@Nullable String... texts) {
        for (String text : texts) {
            all.addAll(of(text));
        }
        return this;
    }

    public Words texts(Collection<? extends @Nullable String> texts) {
        texts.forEach(this::text);
        return this;
    }

    /** Adds a value to be asked for as a whole, its case aside. */
    public Words exact(String name, @Nullable Object value) {
        if (value != null) {
            all.add(whole(name, value.toString()));
        }
        return this;
    }

    public Words exact(String name, Collection<String> values) {
        values.forEach(value -> exact(name, value));
        return this;
    }

    public List<String> list() {
        return all.stream().limit(MOST).toList();
    }

    /** @return a query of Postgres's text search for rows with words that begin with all those of {@code text} */
    static String query(String text) {
        List<String> words = of(text);
        if (words.isEmpty()) {
            throw new BadRequest("search has no letter and no digit; give the beginnings of words, such as sungl.");
        }
        if (words.size() > MOST_ASKED) {
            throw new BadRequest("search has more than %d words; give fewer.".formatted(MOST_ASKED));
        }
        return words.stream().map(word -> quoted(word) + ":*").collect(Collectors.joining(" & "));
    }

    /** @return a query for rows of which {@code value} was told by {@link #exact} */
    static String exactly(String name, String value) {
        return quoted(whole(name, value));
    }

    private static String whole(String name, String value) {
        return shortened("=" + name + ":" + value.replace("\0", "").toLowerCase(Locale.ROOT));
    }

    private static List<String> of(@Nullable String text) {
        List<String> words = new ArrayList<>();
        if (text != null) {
            String plain = ACCENTS.matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
                    .replaceAll("")
                    .replace("ß", "ss");
            for (String word : NO_WORD.split(plain)) {
                if (!word.isEmpty()) {
                    words.add(shortened(word));
                }
            }
        }
        return words;
    }

    private static String shortened(String word) {
        return word.codePointCount(0, word.length()) <= LONGEST
                ? word
                : word.substring(0, word.offsetByCodePoints(0, LONGEST));
    }

    private static String quoted(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
