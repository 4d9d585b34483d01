package io.shopledger.app.postgres;

import io.shopledger.app.DataDirectory;
import io.shopledger.app.ServiceSettings;
import java.time.Duration;
import java.util.function.Function;

/** The database for the moment of a command, whether or not a service runs. */
public final class DatabaseAtHand {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private DatabaseAtHand() {}

    /** Works on the database of DATABASE_URL, else on the data directory's: the running one, or one started for the moment. */
    public static <T> T with(ServiceSettings settings, Function<Database, T> work) {
        String url = settings.variable("DATABASE_URL");
        if (url != null) {
            Database database = DatabaseUrl.parse(url);
            Durability.check(database, "the database of DATABASE_URL", PATIENCE);
            return work.apply(database);
        }
        try (DataDirectory directory = DataDirectory.open(settings.dataDirectory())) {
            if (!directory.tryHold(", for a command that ends soon")) {
                return work.apply(LocalPostgres.running(directory.path()));
            }
            try (LocalPostgres postgres = LocalPostgres.start(directory.path())) {
                return work.apply(postgres.database());
            }
        }
    }
}
