package io.shopledger.query.list;

import io.shopledger.StoreId;
import io.shopledger.query.http.BadRequest;
import io.shopledger.vault.Contacts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One way to filter a list: a parameter of the API, described and read in one place.
 *
 * @param form of a value, for the API's description
 * @param example a value for the API's description, which a test asks for
 * @param filter of a value as given
 */
public record FilterBy(String name, String description, Form form, String example, Reading filter) {

    /** How a value becomes a filter. */
    @FunctionalInterface
    public interface Reading {
        Filter read(String value, StoreId store, Contacts contacts);
    }

    /** What values look like. */
    public enum Form {
        TEXT,
        WORD,
        TIME,
        AMOUNT,
        NUMBER,
        FLAG,
        /** An e-mail address or a telephone number. */
        CONTACT
    }

    static final Pattern EMAIL = Pattern.compile("(?s).+@.+");

    private static final Pattern PHONE = Pattern.compile("(?s).*\\d.*");
    private static final int DIGITS = 20;

    private FilterBy(String name, String description, Form form, String example, Function<String, Filter> filter) {
        this(name, description, form, example, (value, store, contacts) -> filter.apply(value));
    }

    /**
     * By an address or number that is sealed: whoever holds it is found by a blind index, and whether they hold it still by
     * their sealed fields' fingerprint, which stands in the record.
     *
     * @param streams the first word of the kind's stream keys
     */
    public static FilterBy contact(
            String name, Contacts.What what, String streams, String description, String example) {
        return new FilterBy(
                name,
                description + "; with as_of_id for role operator",
                Form.CONTACT,
                example,
                (value, store, contacts) -> {
                    if (!(what == Contacts.What.EMAIL ? EMAIL : PHONE)
                            .matcher(value)
                            .matches()) {
                        throw new BadRequest(
                                "%s is not whole; give all of it, such as %s. What begins so cannot be found: it is sealed."
                                        .formatted(name, example));
                    }
                    String subjects = "%s/%s/".formatted(streams, store);
                    List<String> ids = new ArrayList<>();
                    List<String> prints = new ArrayList<>();
                    for (Contacts.Holder holder : contacts.holders(store, what, value)) {
                        if (holder.subject().startsWith(subjects)) {
                            ids.add(holder.subject().substring(subjects.length()));
                            prints.add(holder.fingerprint());
                        }
                    }
                    return Filter.on(name, """
                    t.id = any(cast(? as bigint[])) and exists (select from unnest(cast(? as bigint[]), cast(? as text[]))
                    as held (id, print) where held.id = t.id and strpos(t.record, held.print) > 0)""", array(ids), array(ids), array(prints));
                });
    }

    /** Of numbers and of base64, which need no quotes. */
    private static String array(List<String> values) {
        return "{" + String.join(",", values) + "}";
    }

    /** @param column that has exactly the given text */
    public static FilterBy text(String column, String description, String example) {
        return new FilterBy(
                column,
                description,
                Form.TEXT,
                example,
                text -> Filter.on(column, "t.%s = ?".formatted(column), text.replace("\0", "")));
    }

    /**
     * By one of Shopify's words, which we hold in upper case. Shopify may add to them: one that we do not know is good where
     * a row of the store has it, and else taken for a slip of the pen.
     *
     * @param words all that Shopify has, those most asked for first
     */
    public static FilterBy word(String column, String description, String... words) {
        String all = String.join(", ", words);
        return new FilterBy(column, description + ": " + all, Form.WORD, words[0], value -> {
            String wrong = "%s is none of Shopify's words for it, which are %s.".formatted(column, all);
            if (!value.matches("[A-Za-z_]{1,40}")) {
                throw new BadRequest(wrong);
            }
            Filter filter = Filter.on(column, "t.%s = ?".formatted(column), value.toUpperCase(Locale.ROOT));
            return List.of(words).contains(value.toLowerCase(Locale.ROOT)) ? filter : filter.unheardOf(wrong);
        });
    }

    /** @param conditions by the word that asks for each */
    public static FilterBy oneOf(String name, String description, String example, Map<String, String> conditions) {
        return new FilterBy(name, description, Form.WORD, example, value -> {
            String condition = conditions.get(value.toLowerCase(Locale.ROOT));
            if (condition == null) {
                throw new BadRequest("%s is none of %s."
                        .formatted(
                                name,
                                String.join(
                                        ", ",
                                        conditions.keySet().stream().sorted().toList())));
            }
            return Filter.on(name, condition);
        });
    }

    /** By what a kind's {@link Words} tell as a whole. */
    public static FilterBy exact(String name, String description, String example) {
        return new FilterBy(
                name, description, Form.TEXT, example, value -> Filter.words(name, Words.exactly(name, value)));
    }

    public static FilterBy flag(String name, String description) {
        return new FilterBy(name, description, Form.FLAG, "true", value -> {
            if (!value.equals("true") && !value.equals("false")) {
                throw new BadRequest("%s is neither true nor false.".formatted(name));
            }
            return Filter.words(name, Words.exactly(name, value));
        });
    }

    /** @return from a time on, and up to one. @param what is meant, such as {@code that were created} */
    public static List<FilterBy> times(String column, String what) {
        return List.of(
                time(
                        column,
                        "_min",
                        ">=",
                        "only those %s then or later; a day alone means from its begin on, in UTC".formatted(what),
                        "2026-10-01T00:00:00Z",
                        Moments::begin),
                time(
                        column,
                        "_max",
                        "<=",
                        "only those %s then or before; a day alone means up to its end, in UTC".formatted(what),
                        "2026-10-02T00:00:00Z",
                        Moments::end));
    }

    private static FilterBy time(
            String column,
            String end,
            String comparison,
            String description,
            String example,
            BinaryOperator<String> moment) {
        String name = column + end;
        return new FilterBy(
                name,
                description,
                Form.TIME,
                example,
                value -> Filter.ranged(
                        column,
                        name,
                        "t.%s %s cast(? as timestamptz)".formatted(column, comparison),
                        moment.apply(name, value)));
    }

    /** @return from an amount on, and up to one, in the shop's currency */
    public static List<FilterBy> amounts(String column, String what) {
        return List.of(
                amount(
                        column + "_min",
                        "only those %s or more".formatted(what),
                        "10.00",
                        value -> Filter.ranged(
                                column, column + "_min", "t.%s >= cast(? as numeric)".formatted(column), value)),
                amount(
                        column + "_max",
                        "only those %s or less".formatted(what),
                        "500.00",
                        value -> Filter.ranged(
                                column, column + "_max", "t.%s <= cast(? as numeric)".formatted(column), value)));
    }

    /** @param condition on the rows beside, such as {@code v.price >=} */
    public static FilterBy amount(String name, String description, String example, Beside beside, String condition) {
        return amount(
                name,
                description,
                example,
                value -> new Filter(name, condition + " cast(? as numeric)", List.of(value), beside, null, null));
    }

    private static FilterBy amount(String name, String description, String example, Function<String, Filter> filter) {
        return new FilterBy(name, description, Form.AMOUNT, example, value -> {
            if (!value.matches("-?[0-9]{1,%d}(\\.[0-9]{1,%1$d})?".formatted(DIGITS))) {
                throw new BadRequest("%s is not an amount such as %s.".formatted(name, example));
            }
            return filter.apply(new BigDecimal(value).toPlainString());
        });
    }

    public static FilterBy number(String column, String description, String example) {
        return number(column, description, example, null, "t.%s =".formatted(column));
    }

    /** @param condition on the rows beside, such as {@code l.available <} */
    public static FilterBy number(
            String name,
            String description,
            String example,
            @org.jspecify.annotations.Nullable Beside beside,
            String condition) {
        return new FilterBy(name, description, Form.NUMBER, example, value -> {
            try {
                return new Filter(name, condition + " ?", List.of(Long.valueOf(value)), beside, null, null);
            } catch (NumberFormatException notANumber) {
                throw new BadRequest("%s is not a whole number such as %s.".formatted(name, example));
            }
        });
    }

    /** @return whether a filter of this kind asks from more on than another asks up to */
    boolean isAfter(Filter from, Filter upTo) {
        return switch (form) {
            case TIME ->
                Instant.parse((String) from.values().get(0))
                        .isAfter(Instant.parse((String) upTo.values().get(0)));
            case AMOUNT ->
                new BigDecimal((String) from.values().get(0))
                                .compareTo(new BigDecimal((String) upTo.values().get(0)))
                        > 0;
            case TEXT, WORD, NUMBER, FLAG, CONTACT -> false;
        };
    }
}
