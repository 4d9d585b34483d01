package io.shopledger.app.postgres;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;

/** Spring's properties of a database that is still starting: whoever reads one waits until it runs. */
public final class DatabaseProperties extends EnumerablePropertySource<CompletableFuture<Database>> {
    private static final Map<String, Function<Database, String>> PROPERTIES = Map.of(
            "spring.datasource.url", Database::url,
            "spring.datasource.username", Database::user,
            "spring.datasource.password", Database::password);

    public DatabaseProperties(CompletableFuture<Database> starting) {
        super("database", starting);
    }

    @Override
    public String[] getPropertyNames() {
        return PROPERTIES.keySet().toArray(String[]::new);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        Function<Database, String> property = PROPERTIES.get(name);
        return property == null ? null : property.apply(getSource().join());
    }
}
