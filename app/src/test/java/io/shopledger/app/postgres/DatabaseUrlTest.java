package io.shopledger.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.app.CannotRun;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

class DatabaseUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ann:s%40cret@db:5432/ledger",
                "postgres://ann:s%40cret@db:5432/ledger",
                "postgresql+psycopg2://ann:s%40cret@db:5432/ledger",
                "postgresql://ann:s@cret@db:5432/ledger",
                "jdbc:postgresql://db:5432/ledger?user=ann&password=s%40cret",
                " postgresql://ann:s%40cret@db:5432/ledger?sslmode=require "
            })
    void everyFormPeopleHave_isTheSameDatabase(String text) {
        Database database = DatabaseUrl.parse(text);
        assertThat(database.url()).startsWith("jdbc:postgresql://db:5432/ledger?");
        assertThat(database.user()).isEqualTo("ann");
        assertThat(database.password()).isEqualTo("s@cret");
        assertThat(database.toString()).doesNotContain("cret");
    }

    @Test
    void parametersAreKept_andOursAdded() {
        Properties read = read("postgresql://ann:pw@db/ledger?sslmode=require&application_name=x&connect_timeout=3"
                + "&options=-c%20search_path%3Da");
        assertThat(read.getProperty("sslmode")).isEqualTo("require");
        assertThat(read.getProperty("ApplicationName")).isEqualTo("x");
        assertThat(read.getProperty("connectTimeout")).isEqualTo("3");
        assertThat(read.getProperty("reWriteBatchedInserts")).isEqualTo("true");
        assertThat(read.getProperty("tcpKeepAlive")).isEqualTo("true");
        assertThat(read.getProperty("options"))
                .isEqualTo("-c transaction_timeout=30s -c idle_in_transaction_session_timeout=10s -c search_path=a");
    }

    @Test
    void plusInAPassword_staysAPlus() {
        assertThat(DatabaseUrl.parse("postgresql://ann:a+b@db/ledger").password())
                .isEqualTo("a+b");
    }

    @Test
    void sixNumbers_andSeveralHosts_areRead() {
        assertThat(DatabaseUrl.parse("postgresql://ann@[::1]:5433/ledger").url())
                .startsWith("jdbc:postgresql://[::1]:5433/ledger?");
        assertThat(DatabaseUrl.parse("postgresql://ann@a:1,b:2/ledger").url())
                .startsWith("jdbc:postgresql://a:1,b:2/ledger?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://ann:hidden@db/ledger",
                "postgresql://ann:hidden@db",
                "postgresql://ann:hidden@db/",
                "postgresql://:hidden@db/ledger",
                "postgresql:///ledger?host=/run&user=ann&password=hidden",
                "postgresql://ann:hid#den?hidden@db/ledger",
                "postgresql://ann:hidden%zz@db/ledger",
                "hidden"
            })
    void whatCannotBeRead_isNamed_withoutThePassword(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(CannotRun.class)
                .hasMessageStartingWith("DATABASE_URL cannot be used: ")
                .hasMessageNotContaining("hidden")
                .hasMessageNotContaining("hid#den");
    }

    private static Properties read(String text) {
        Properties read = Driver.parseURL(DatabaseUrl.parse(text).url(), new Properties());
        assertThat(read).isNotNull();
        return read;
    }
}
