package io.shopledger.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.app.process.Http;
import io.shopledger.app.process.Jar;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does by mistake while the service runs is answered in a line, and does not disturb it. */
class SecondProcessTest {
    private final Http http = new Http();

    @TempDir
    Path folder;

    @Test
    void secondOnTheSameData_orOnTheSamePort_saysSo_andTheFirstGoesOn() {
        int port = Jar.freePort();
        String service = "http://127.0.0.1:" + port;
        String data = "--data-dir=" + folder.resolve("data with spaces");
        try (Jar first = Jar.shopledger(folder.resolve("first.log"), "--server.port=" + port, data)
                .ready(http, service + "/health")) {
            String sameData = refused("same-data.log", "--server.port=" + Jar.freePort(), data);
            assertThat(sameData)
                    .contains("is used by process " + first.pid() + ", started ")
                    .contains(", on port " + port);
            String samePort =
                    refused("same-port.log", "--server.port=" + port, "--data-dir=" + folder.resolve("other"));
            assertThat(samePort).contains("Port " + port + " is in use.").contains("--server.port");
            assertThat(folder.resolve("other/postgres")).doesNotExist();
            assertThat(http.status(service + "/health")).isEqualTo(200);
            assertThat(first.output()).contains("listens on " + service).doesNotContain("\tat ");
        }
    }

    private String refused(String log, String... arguments) {
        try (Jar second = Jar.shopledger(folder.resolve(log), arguments)) {
            assertThat(second.awaitEnd()).as(second.output()).isEqualTo(1);
            assertThat(second.output().strip().lines()).as("one line").hasSize(1);
            return second.output();
        }
    }
}
