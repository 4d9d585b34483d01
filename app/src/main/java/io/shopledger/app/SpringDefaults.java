package io.shopledger.app;

import io.shopledger.Role;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the environment's variables mean to Spring. */
final class SpringDefaults {
    private static final int POOL_IDLE = 20;
    private static final int POOL_MAX = 60;
    private static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");
    private static final Set<String> DETAILED = Set.of("TRACE", "DEBUG");
    private static final Set<String> YES = Set.of("1", "true", "yes", "on");

    private SpringDefaults() {}

    static Map<String, Object> of(ServiceSettings settings) {
        Map<String, Object> properties = new HashMap<>();
        int most = poolMax(settings.variable("SHOPLEDGER_POOL_MAX"));
        properties.put("spring.datasource.hikari.maximum-pool-size", most);
        properties.put("spring.datasource.hikari.minimum-idle", Math.min(POOL_IDLE, most));
        String level = level(settings.variable("LOG_LEVEL"));
        properties.put("logging.level.io.shopledger", level);
        if (!DETAILED.contains(level)) {
            properties.put("logging.exception-conversion-word", "%rEx{0}"); // the causes in turn, without their stacks
        }
        String echo = settings.variable("SQL_ECHO");
        if (echo != null && YES.contains(echo.toLowerCase(Locale.ROOT))) {
            properties.put("logging.level.org.hibernate.SQL", "DEBUG");
            properties.put("logging.level.org.springframework.jdbc.core", "DEBUG");
        }
        properties.put(
                "shopledger.roles",
                settings.roles().stream().map(Role::toString).sorted().collect(Collectors.joining(",")));
        return properties;
    }

    private static int poolMax(@Nullable String text) {
        if (text == null) {
            return POOL_MAX;
        }
        if (!text.matches("[1-9]\\d{0,3}")) {
            throw new CannotRun(
                    "SHOPLEDGER_POOL_MAX is '%s'. Give a number of connections from 1 to 9999.".formatted(text));
        }
        return Integer.parseInt(text);
    }

    /** Python's names for levels are understood, since LOG_LEVEL had them before. */
    private static String level(@Nullable String text) {
        if (text == null) {
            return "INFO";
        }
        String name = text.toUpperCase(Locale.ROOT).replace("WARNING", "WARN").replace("CRITICAL", "ERROR");
        if (!LEVELS.contains(name)) {
            throw new CannotRun("LOG_LEVEL is '%s'. Give DEBUG, INFO, WARNING or ERROR.".formatted(text));
        }
        return name;
    }
}
