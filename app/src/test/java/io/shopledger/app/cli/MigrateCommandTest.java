package io.shopledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.app.CannotRun;
import io.shopledger.app.migrate.Reset;
import io.shopledger.app.migrate.Scripts;
import io.shopledger.app.postgres.Database;
import io.shopledger.app.postgres.LocalPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Against the data directory's own Postgres, from an empty one on. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MigrateCommandTest {
    private static final List<String> MODULES = List.of("command", "shopify", "query", "access");
    private static final String NAME = "shopledger";

    @TempDir
    static Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    @Order(1)
    void emptyDatabase_isLookedAt_thenFilled() {
        assertThat(run("--status")).isEqualTo(1);
        MODULES.forEach(module -> assertThat(out.toString()).containsPattern("(?m)^" + module + " .* pending$"));
        assertThat(run()).isZero();
        MODULES.forEach(module -> assertThat(out.toString()).containsPattern("(?m)^" + module + " .* \\d+ run$"));
        assertThat(run("--status")).isZero();
        assertThat(out.toString()).doesNotContain("pending");
        assertThat(run()).isZero();
        assertThat(out.toString()).doesNotContain(" run").contains("up to date");
    }

    @Test
    @Order(2)
    void resetWithoutTheRightName_saysWhatIsThere_andDeletesNothing() throws SQLException {
        sql("insert into ledger.store (domain, generation) values ('a.myshopify.com', 1);"
                + " create table public.of_the_merchant (word text)");
        for (String confirm : List.of("--reset", "--reset --confirm=postgres")) {
            assertThat(run(confirm.split(" "))).isEqualTo(1);
            assertThat(out.toString())
                    .contains("Database shopledger holds 1 stores, 0 events", "Nothing was deleted")
                    .contains("Copy the data directory first", "migrate --reset --confirm=" + NAME);
            assertThat(out.toString().contains("--confirm=postgres names something else"))
                    .isEqualTo(confirm.contains("postgres"));
        }
        assertThat(texts("select domain from ledger.store")).containsExactly("a.myshopify.com");
        assertThat(run("--confirm=" + NAME)).isEqualTo(2);
        assertThat(run("--status", "--reset")).isEqualTo(2);
    }

    @Test
    @Order(3)
    void resetWhileSomebodyIsConnected_isRefused() throws SQLException {
        try (LocalPostgres postgres = LocalPostgres.start(folder);
                Connection somebody = connect(postgres.database());
                Statement statement = somebody.createStatement()) {
            statement.execute("create role limited login password 'x'");
            statement.execute("grant pg_read_all_data to limited");
            Database whoSeesLess = new Database(postgres.database().url(), "limited", "x");
            for (Database asked : List.of(postgres.database(), whoSeesLess)) {
                assertThatThrownBy(() -> new Reset(asked, null).everything())
                        .isInstanceOf(CannotRun.class)
                        .hasMessageContaining("1 other connections to the database shopledger")
                        .hasMessageContaining("Nothing was changed");
            }
            assertThat(texts(postgres.database(), "select domain from ledger.store"))
                    .hasSize(1);
        }
    }

    @Test
    @Order(4)
    void reset_leavesWhatIsNotOurs_andBeginsAnew() throws SQLException {
        List<String> before = texts("select tablename from pg_tables where schemaname = 'public' order by 1");
        assertThat(run("--reset", "--confirm=" + NAME)).isZero();
        assertThat(out.toString()).contains("Deleted: 1 stores");
        try (LocalPostgres postgres = LocalPostgres.start(folder)) {
            Database after = postgres.database();
            assertThat(texts(after, "select domain from ledger.store")).isEmpty();
            assertThat(texts(after, "select tablename from pg_tables where schemaname = 'public' order by 1"))
                    .as("made anew, and the merchant's own")
                    .isEqualTo(before)
                    .contains("of_the_merchant");
            assertThat(texts(after, "select count(*) from public.projection_rebuild"))
                    .containsExactly("0");
        }
        assertThat(run("--status")).isZero();
    }

    @Test
    @Order(5)
    void whatBuildsOnOurTables_isNamed_andNothingIsDropped() throws SQLException {
        sql(
                "insert into ledger.store (domain, generation) values ('b.myshopify.com', 1); create schema reports; create view reports.sales as select id from public.shopify_orders;"
                        + " create view reports.way_in as select id from ledger.inbox");
        assertThat(run("--reset", "--confirm=" + NAME)).isEqualTo(1);
        assertThat(err.toString()).contains("reports.sales, reports.way_in", "Nothing was changed");
        try (LocalPostgres postgres = LocalPostgres.start(folder)) {
            assertThat(texts(postgres.database(), "select domain from ledger.store"))
                    .containsExactly("b.myshopify.com");
            sql(postgres.database(), "drop schema reports cascade");
        }
    }

    @Test
    @Order(6)
    void eventsInADatabaseOfTheirOwn_goWithTheLedger_andNothingElseOfThatDatabase() throws SQLException {
        try (LocalPostgres postgres = LocalPostgres.start(folder)) {
            sql(postgres.database(), "create database elsewhere");
            Database elsewhere = new Database(
                    postgres.database().url().replaceFirst("/shopledger\\?", "/elsewhere?"),
                    postgres.database().user(),
                    postgres.database().password());
            Scripts.OF_THE_EVENT_STORE.run(elsewhere);
            Scripts.OF_THE_LEDGER.forEach(scripts -> {
                if (scripts.module().equals("access")) {
                    scripts.run(elsewhere); // another Shopledger's keys
                }
            });
            Reset both = new Reset(postgres.database(), elsewhere);
            assertThat(both.held().names()).containsExactly("shopledger", "elsewhere");
            try (Connection somebody = connect(elsewhere)) {
                assertThat(somebody.isValid(5)).isTrue();
                assertThatThrownBy(both::everything).hasMessageContaining("the database elsewhere");
            }
            assertThat(both.held().stores()).isEqualTo(1);
            both.everything();
            assertThat(tables(elsewhere)).isNotEmpty().allMatch(table -> table.startsWith("access."));
            assertThat(tables(postgres.database()))
                    .as("every table of the scripts was ours, and known to be")
                    .containsExactly("public.of_the_merchant");
        }
    }

    private static List<String> tables(Database of) throws SQLException {
        return texts(
                of,
                "select schemaname || '.' || tablename from pg_tables"
                        + " where schemaname not in ('pg_catalog', 'information_schema')");
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine commandLine = ShopledgerCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of("migrate", "--data-dir=" + folder));
        all.addAll(List.of(arguments));
        return commandLine.execute(all.toArray(String[]::new));
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    private static void sql(String text) throws SQLException {
        try (LocalPostgres postgres = LocalPostgres.start(folder)) {
            sql(postgres.database(), text);
        }
    }

    private static void sql(Database at, String text) throws SQLException {
        try (Connection connection = connect(at);
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private static List<String> texts(String query) throws SQLException {
        try (LocalPostgres postgres = LocalPostgres.start(folder)) {
            return texts(postgres.database(), query);
        }
    }

    private static List<String> texts(Database of, String query) throws SQLException {
        try (Connection connection = connect(of);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<String> all = new ArrayList<>();
            while (found.next()) {
                all.add(found.getString(1));
            }
            return all;
        }
    }
}
