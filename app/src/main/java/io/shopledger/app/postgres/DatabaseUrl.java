package io.shopledger.app.postgres;

import io.shopledger.app.CannotRun;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code DATABASE_URL} in the forms people have it in, and adds how we want to be connected. */
public final class DatabaseUrl {
    /** A transaction that outlives these would hold the append lock against everybody. */
    private static final String LIMITS = "-c transaction_timeout=30s -c idle_in_transaction_session_timeout=10s";

    /** An append that takes longer is given up: who finds its page undone must know that it comes no more. */
    private static final String EVENT_STORE_LIMITS =
            "-c transaction_timeout=10s -c idle_in_transaction_session_timeout=10s";

    private static final Pattern SCHEME = Pattern.compile("(?:jdbc:)?(?:postgres|postgresql)(?:\\+[a-z0-9_]+)?://(.*)");
    private static final Pattern HOSTS = Pattern.compile(
            "[A-Za-z0-9._-]+(:\\d{1,5})?(,[A-Za-z0-9._-]+(:\\d{1,5})?)*|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");
    private static final Map<String, String> LIBPQ_NAMES =
            Map.of("application_name", "ApplicationName", "connect_timeout", "connectTimeout");

    private DatabaseUrl() {}

    /** @throws CannotRun naming {@code DATABASE_URL} and what is wrong with it, never its password */
    public static Database parse(String text) {
        return parse("DATABASE_URL", text, LIMITS);
    }

    /** @throws CannotRun naming {@code SHOPLEDGER_EVENT_STORE_URL} and what is wrong with it, never its password */
    public static Database parseEventStore(String text) {
        return parse("SHOPLEDGER_EVENT_STORE_URL", text, EVENT_STORE_LIMITS);
    }

    private static Database parse(String setting, String text, String limits) {
        try {
            return read(text, limits);
        } catch (IllegalArgumentException why) {
            throw new CannotRun("%s cannot be used: %s. Write it as postgresql://user:password@host:5432/database."
                    .formatted(setting, why.getMessage()));
        }
    }

    private static Database read(String text, String limits) {
        Matcher scheme = SCHEME.matcher(text.strip());
        if (!scheme.matches()) {
            throw bad("it does not start with postgresql://");
        }
        String rest = scheme.group(1);
        int question = rest.indexOf('?');
        Map<String, String> parameters = parameters(question < 0 ? "" : rest.substring(question + 1));
        String place = question < 0 ? rest : rest.substring(0, question);
        int at = place.lastIndexOf('@');
        if (at >= 0) {
            String[] who = place.substring(0, at).split(":", 2);
            parameters.put("user", decoded(who[0]));
            parameters.put("password", who.length > 1 ? decoded(who[1]) : "");
        }
        String[] where = place.substring(at + 1).split("/", 2);
        if (!HOSTS.matcher(where[0]).matches()) {
            throw bad(
                    "it names no host and port that we can read (characters such as @ / ? # in a password must be %-encoded)");
        }
        if (where.length < 2 || where[1].isEmpty()) {
            throw bad("it names no database after the host");
        }
        String user = parameters.remove("user");
        String password = parameters.remove("password");
        if (user == null || user.isEmpty()) {
            throw bad("it names no user");
        }
        return of(where[0], where[1], user, password == null ? "" : password, parameters, limits);
    }

    /** @param name of the database, encoded as in a URL */
    static Database of(String hosts, String name, String user, String password, Map<String, String> given) {
        return of(hosts, name, user, password, given, LIMITS);
    }

    private static Database of(
            String hosts, String name, String user, String password, Map<String, String> given, String limits) {
        Map<String, String> parameters = new LinkedHashMap<>(given);
        parameters.merge("options", limits, (theirs, ours) -> ours + " " + theirs);
        parameters.putIfAbsent("ApplicationName", "shopledger");
        parameters.putIfAbsent("reWriteBatchedInserts", "true");
        parameters.putIfAbsent("logServerErrorDetail", "false"); // it quotes the values of rows
        parameters.putIfAbsent("tcpKeepAlive", "true");
        String query = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return new Database("jdbc:postgresql://%s/%s?%s".formatted(hosts, name, query), user, password);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : query.split("&")) {
            if (!part.isEmpty()) {
                String[] both = part.split("=", 2);
                String name = LIBPQ_NAMES.getOrDefault(both[0].toLowerCase(Locale.ROOT), both[0]);
                parameters.put(name, both.length > 1 ? decoded(both[1]) : "");
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw bad("it has a % that two hexadecimal digits do not follow (write % itself as %25)");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static IllegalArgumentException bad(String why) {
        return new IllegalArgumentException(why);
    }
}
