package io.shopledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Nothing is started here: these end in the checks before. */
class ShopledgerCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--server.port=abc | --server.port",
                "--server.port=70000 | 70000 is not a port",
                "--roles=api,boss | There is no role 'boss'. Roles are api, worker, beat.",
                "--sever.port=80 | There is no option --sever.port here.",
                "audit verify --chekpoint=7:ab | There is no option --chekpoint here. Did you mean --checkpoint?",
                "audit verify 7:ab | shopledger audit verify takes no further word, and '7:ab' is one.",
                "audit verfy | There is no command 'verfy'. Commands are verify, history, as-of, export. Did you mean verify?",
                "sync full --store-id=1 --ful | There is no option --ful here. Did you mean --full?",
                "sync full --storeid=1 | There is no option --storeid here. Did you mean --store-id?",
                "sync full --store-id=1 --spring.main.banner-mode=off | shopledger sync takes no settings of Spring",
                "--spring.main.banner-mode=off health | shopledger health takes no settings of Spring",
                "--ful sync full --store-id=1 | There is no option --ful here.",
                "rebuild orders --al | Did you mean --all?",
                "keys list --spring.main.banner-mode=off all | takes no further word, and 'all' is one",
                "keys creat --name=x | There is no command 'creat'",
                "migrate --statu | Did you mean --status?",
                "config --role=api | Did you mean --roles?",
                "serve now | shopledger serve takes no further word",
                "verify-webhook --hmca=x | There is no option --hmca here. Did you mean --hmac?",
                "--server.tomct.threads.max=5 | There is no option --server.tomct.threads.max here.",
                "--server-port=80 | Did you mean --server.port?",
                "--shopledger.rols=api | There is no option --shopledger.rols here.",
                "--sync-batch-size=9 | SYNC_BATCH_SIZE is set by the environment: SYNC_BATCH_SIZE=",
                "--SYNC_BATCH_SIZE=9 | SYNC_BATCH_SIZE is set by the environment: SYNC_BATCH_SIZE=",
                "--verbose | There is no option --verbose here.",
                "--spring.x | --spring.x needs a value",
                "sevre | There is no command 'sevre'",
                "demo --orders=many | --orders",
                "demo --orders=-1 | --orders=-1 does not do",
                "demo --plan=gold | There is no plan 'gold'. Plans are standard, advanced, plus and unlimited.",
                "demo --simulator-url=8011 | --simulator-url",
                "demo --simulator-url=ftp://x | --simulator-url",
                "demo --live-rate=-2 | --live-rate=-2.0",
                "serve --orders=1 | There is no option --orders here.",
                "demo --server.port | --server.port",
                "keys | keys create",
                "keys create --name=x | --role",
                "keys create --name=x --role=boss | There is no role 'boss'. Roles of keys are reader, operator, admin.",
                "keys revoke | ID"
            })
    void wrongUse_isOneLine_andCode2(String arguments, String said) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(said).startsWith("shopledger: ").contains("--help");
        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void closeMisspelling_isGuessed() {
        run("--server.prt=80");
        assertThat(err.toString())
                .contains("There is no option --server.prt here.")
                .contains("--server.port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "demo --help", "serve --help"})
    void help_isGiven(String arguments) {
        assertThat(run(arguments.split(" "))).isZero();
        assertThat(out.toString())
                .contains("--server.port", "--data-dir", "--roles")
                .contains("8010");
        assertThat(out.toString().contains("--live-rate")).isEqualTo(arguments.startsWith("demo"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit --help", "audit verify --help", "sync --help", "health --help"})
    void whatAsksAService_hasNothingOfServingInItsHelp(String arguments) {
        assertThat(run(arguments.split(" "))).isZero();
        assertThat(out.toString()).contains("--url").doesNotContain("--data-dir", "--roles", "--server.address");
    }

    /** Each ends after the command line was read: there is a file where a directory ought to be. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--spring.main.banner-mode=off",
                "serve --logging.level.org.hibernate=INFO --server.tomcat.threads.max=50",
                "--management.endpoint.health.show-details=always serve",
                "demo --server.shutdown=immediate --shopledger.sync.step-patience=PT1H",
                "keys list --logging.level.root=INFO",
                "migrate --status --spring.jpa.show-sql=true"
            })
    void settingsOfSpring_passWhereAServiceOrItsDatabaseIsStarted(String arguments) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThat(run((arguments + " --server.port=0 --data-dir=" + file).split(" ")))
                .as("%s", err)
                .isEqualTo(1);
        assertThat(err.toString()).doesNotContain("option");
    }

    @Test
    void version_isGiven() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("Shopledger ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "serve", "demo"})
    void busyPort_isSaid_beforeAnythingStarts(String command) throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int code = run(words(command, "--server.port=" + busy.getLocalPort(), "--data-dir=" + folder.resolve("d")));
            assertThat(code).isEqualTo(1);
            assertThat(err.toString().strip())
                    .isEqualTo(
                            "shopledger: Port %d is in use. Stop the process that listens there, or choose another with --server.port."
                                    .formatted(busy.getLocalPort()));
            assertThat(folder.resolve("d/postgres")).doesNotExist();
        }
    }

    @Test
    void aFileAsDataDirectory_isSaid() throws Exception {
        Path file = Files.writeString(folder.resolve("a file"), "x");
        assertThat(run("--server.port=0", "--data-dir=" + file)).isEqualTo(1);
        assertThat(err.toString()).contains("a file is not a directory. Name a directory with --data-dir.");
        assertThat(run("--server.port=0", "--data-dir=" + file.resolve("below")))
                .isEqualTo(1);
        assertThat(err.toString().strip().lines()).hasSize(2);
    }

    @Test
    void anAddressOthersReach_isRefused() {
        assertThat(run("--server.address=0.0.0.0", "--data-dir=" + folder)).isEqualTo(1);
        assertThat(err.toString())
                .contains("There are no API keys yet", "keys create --role=admin")
                .contains("0.0.0.0");
        assertThat(err.toString().strip().lines()).hasSize(1);
    }

    private int run(String... arguments) {
        CommandLine commandLine = ShopledgerCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    private static String[] words(String command, String... options) {
        if (command.isEmpty()) {
            return options;
        }
        String[] all = new String[options.length + 1];
        all[0] = command;
        System.arraycopy(options, 0, all, 1, options.length);
        return all;
    }
}
