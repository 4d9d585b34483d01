package io.shopledger.app.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** A process that keeps a row in its Postgres, says so, and waits to be killed. */
final class PostgresHolder {
    private PostgresHolder() {}

    public static void main(String[] arguments) throws Exception {
        Database database = LocalPostgres.start(Path.of(arguments[0])).database();
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists kept (word text)");
            statement.execute("insert into kept values ('row')");
        }
        System.out.println("kept");
        Thread.sleep(600_000);
    }
}
