package io.shopledger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that ask or explain, each against answers of the service's form. The guide's test has them ask the service. */
class OperatorCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final Deque<String> bodies = new ArrayDeque<>();
    private HttpServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String[] next = answers.remove().split(" ", 2);
            byte[] body = next[1].getBytes(StandardCharsets.UTF_8);
            asked.add(exchange.getRequestURI().toString());
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (next[0].equals("broken")) { // it promises more than there is
                exchange.sendResponseHeaders(200, body.length + 10L);
                exchange.getResponseBody().write(body);
                exchange.close();
                return;
            }
            exchange.sendResponseHeaders(Integer.parseInt(next[0]), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void health_isTheServices() {
        answers.add("200 {\"status\":\"DEGRADED\",\"components\":{\"redis\":{\"status\":\"DEGRADED\",\"details\":"
                + "{\"reason\":\"Redis does not answer\"}}}}");
        assertThat(run("health", port())).isZero();
        assertThat(out.toString()).startsWith("DEGRADED").contains("redis", "Redis does not answer");
        answers.add("503 {\"status\":\"DOWN\"}");
        assertThat(run("health", port())).isEqualTo(1);
        assertThat(out.toString()).contains("DOWN");
    }

    @Test
    void nobodyThere_isSaid() {
        String port = port();
        server.stop(0);
        assertThat(run("health", port)).isEqualTo(1);
        assertThat(err.toString())
                .contains("No service answers at http://127.0.0.1:")
                .contains("--url");
        assertThat(err.toString().strip().lines()).hasSize(1);
    }

    @Test
    void rebuild_showsLines_andEndsByItsOutcome() {
        answers.addAll(List.of(
                "202 {\"rebuild_id\":7,\"state\":\"requested\"}",
                "200 {\"rebuild_id\":7,\"state\":\"filling\",\"events_done\":500,\"events_total\":2000,"
                        + "\"events_per_second\":250.0,\"seconds_left\":6,\"ended_at\":null}",
                "200 {\"rebuild_id\":7,\"projections\":[\"orders\"],\"state\":\"done\",\"events_done\":2000,\"reason\":null,"
                        + "\"compared\":[\"shopify_orders: the same 9 rows\"],\"ended_at\":\"2026-10-01T14:03:00Z\"}"));
        assertThat(run("rebuild", "orders", port())).isZero();
        assertThat(out.toString())
                .contains("filling: 500 of 2000, 250/s, 6 s left")
                .contains("Rebuild 7 of orders: done, 2000 events.", "  shopify_orders: the same 9 rows")
                .doesNotContain("\r");
        answers.addAll(List.of(
                "202 {\"rebuild_id\":8}",
                "200 {\"projections\":[\"orders\",\"writes\"],\"state\":\"failed\",\"reason\":\"orders cannot use event 3.\","
                        + "\"ended_at\":\"2026-10-01T14:03:00Z\"}"));
        assertThat(run("rebuild", "--all", port())).isEqualTo(1);
        assertThat(out.toString()).contains("Rebuild 8 of orders, writes: failed", "orders cannot use event 3.");
        answers.add("409 {\"detail\":\"Rebuild 8 of orders has not ended.\"}");
        assertThat(run("rebuild", "orders", port())).isEqualTo(1);
        assertThat(err.toString()).contains("Rebuild 8 of orders has not ended.");
        assertThat(run("rebuild", port())).isEqualTo(2);
        assertThat(run("rebuild", "orders", "--all", port())).isEqualTo(2);
    }

    @Test
    void sync_showsLines_andEndsByItsOutcome() {
        answers.addAll(List.of(
                "202 {\"sync_id\":\"7d4\",\"status\":\"running\"}",
                "404 {\"detail\":\"not yet\"}",
                "200 {\"status\":\"running\",\"steps\":[{\"step\":\"products\",\"status\":\"running\",\"items\":50,"
                        + "\"expected\":200,\"items_per_second\":25.0,\"seconds_left\":6}]}",
                "200 {\"status\":\"completed\",\"records_processed\":200,\"records_failed\":0,\"steps\":[]}"));
        assertThat(run("sync", "products", "--store-id=1", port())).isZero();
        assertThat(out.toString())
                .contains("products: 50 of 200, 25/s, 6 s left")
                .contains("Sync 7d4 of store 1, products: completed, 200 read, 0 failed.")
                .doesNotContain("\r");
        answers.addAll(List.of(
                "202 {\"sync_id\":\"7d5\"}",
                "200 {\"status\":\"failed\",\"error_message\":\"The token was refused.\",\"steps\":[]}"));
        assertThat(run("sync", "full", "--store-id=1", port())).isEqualTo(1);
        assertThat(out.toString()).contains("failed, 0 read, 0 failed. The token was refused.");
        answers.add("404 {\"detail\":\"There is no store 9.\"}");
        assertThat(run("sync", "full", "--store-id=9", port())).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("shopledger: There is no store 9.\n");
    }

    @Test
    void onATerminal_aBarIsDrawnOver() {
        StringWriter drawn = new StringWriter();
        ProgressLine line = new ProgressLine(new PrintWriter(drawn, true), true);
        JsonNode unknown = JsonMapper.shared().nullNode();
        line.show("orders", 5, 10, unknown, unknown);
        line.end();
        assertThat(drawn.toString()).isEqualTo("\r\u001b[K[" + "#".repeat(15) + " ".repeat(15) + "] orders: 5 of 10\n");
    }

    @Test
    void audit_verify_endsByWhatWasFound() {
        String progress = "{\"seals\":250,\"events\":300,\"of_seals\":500}\n";
        answers.add(
                "200 " + progress
                        + "{\"holds\":true,\"seals\":500,\"events\":600,\"last_ordinal\":500,\"last_hash\":\"ab\",\"checkpoint\":{\"ordinal\":7,\"hash\":\"0a\"},\"finding\":null}");
        assertThat(run("audit", "verify", "--checkpoint=7:" + "0a".repeat(32), port()))
                .isZero();
        assertThat(bodies.getLast()).isEqualTo("{\"checkpoint\":{\"ordinal\":7,\"hash\":\"" + "0a".repeat(32) + "\"}}");
        assertThat(out.toString())
                .contains("250 of 500 seals, 300 events")
                .contains(
                        "The history is as it was written. 500 seals with 600 events hold; the last of these is 500:ab."
                                + " The checkpoint 7:0a is among them.");
        answers.add(
                "200 {\"holds\":true,\"seals\":5,\"events\":6,\"last_ordinal\":5,\"last_hash\":\"ab\",\"checkpoint\":null}");
        assertThat(run("audit", "verify", port())).isZero();
        assertThat(out.toString()).contains("the last of these is 5:ab. No checkpoint was compared:");
        answers.add("200 " + progress
                + "{\"holds\":false,\"seals\":250,\"events\":300,\"last_ordinal\":250,\"last_hash\":\"ab\","
                + "\"finding\":{\"what\":\"removed\",\"detail\":\"The event at position 301 was removed.\"}}");
        assertThat(run("audit", "verify", port())).isEqualTo(1);
        assertThat(out.toString()).contains("not as it was written. The event at position 301 was removed. Before it,");
        answers.add("200 {\"holds\":false,\"seals\":9,\"events\":9,\"last_ordinal\":9,\"last_hash\":\"ab\","
                + "\"finding\":{\"what\":\"truncated\",\"detail\":\"Cut off.\"}}");
        assertThat(run("audit", "verify", port())).isEqualTo(1);
        assertThat(out.toString()).endsWith("The history is not as it was written. Cut off.\n");
        answers.add("200 " + progress);
        assertThat(run("audit", "verify", port())).isEqualTo(1);
        assertThat(err.toString()).contains("without a proof");
        answers.add("409 {\"detail\":\"They are not sealed.\"}");
        assertThat(run("audit", "verify", port())).isEqualTo(1);
        assertThat(err.toString()).contains("shopledger: They are not sealed.\n");
        assertThat(run("audit", "verify", "--checkpoint=7", port())).isEqualTo(2);
        assertThat(run("audit", port())).isEqualTo(2);
    }

    @Test
    void audit_history_isToldPageByPage() {
        String event =
                "{\"type\":\"%s\",\"known_at\":\"2026-10-05T08:00:01Z\",\"at\":\"2026-10-05T08:00:00Z\",\"origin\":{\"via\":"
                        + "\"webhook\",\"id\":\"hook-1\"},\"changes\":[{\"field\":\"financial_status\",\"from\":\"pending\",\"to\":\"paid\"}]}";
        answers.add("200 {\"events\":[" + event.formatted("OrderPaid") + "],\"next_cursor\":\"c1\"}");
        answers.add("200 {\"events\":[" + event.formatted("OrderClosed") + "],\"next_cursor\":null}");
        assertThat(run("audit", "history", "orders", "9", "--store-id=1", "--via=webhook", port()))
                .isZero();
        assertThat(out.toString())
                .contains("2026-10-05T08:00:01Z  OrderPaid  (webhook hook-1, as of 2026-10-05T08:00:00Z)\n")
                .contains("    financial_status: pending -> paid\n")
                .contains("OrderClosed");
        assertThat(asked)
                .containsExactly(
                        "/api/v1/audit/orders/9/history?store_id=1&via=webhook",
                        "/api/v1/audit/orders/9/history?store_id=1&via=webhook&cursor=c1");
    }

    @Test
    void audit_asOf_isJson() {
        answers.add("200 {\"id\":9}");
        assertThat(run("audit", "as-of", "orders", "9", "--store-id=1", "--at=2026-10-05T08:00:00Z", port()))
                .isZero();
        assertThat(out.toString()).contains("\"id\" : 9");
        answers.add("404 {\"detail\":\"Nothing is known of it at that time.\"}");
        assertThat(run("audit", "as-of", "stock", "9-8", "--store-id=1", "--at=2026-10-05T08:00:00Z", port()))
                .isEqualTo(1);
        assertThat(asked.get(asked.size() - 1))
                .isEqualTo("/api/v1/audit/stock/9-8/as-of?store_id=1&at=2026-10-05T08%3A00%3A00Z");
    }

    @Test
    void audit_export_isAFileOnceItIsWhole() throws Exception {
        Path file = folder.resolve("orders.ndjson");
        answers.add("200 {\"a\":1}\n{\"a\":2}\n");
        assertThat(run("audit", "export", "--store-id=1", "--kind=orders", "--output=" + file, port()))
                .isZero();
        assertThat(Files.readString(file)).isEqualTo("{\"a\":1}\n{\"a\":2}\n");
        assertThat(asked).containsExactly("/api/v1/audit/export?store_id=1&kind=orders");
        assertThat(out.toString()).contains("2 events are in ");
        answers.add("200 {\"a\":1}\n");
        assertThat(run("audit", "export", "--store-id=1", port())).isZero();
        assertThat(out.toString()).contains("{\"a\":1}\n");
        answers.add("broken {\"a\":1}\n");
        Path other = folder.resolve("other.ndjson");
        assertThat(run("audit", "export", "--store-id=1", "--output=" + other, port()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("The answer broke off");
        assertThat(other).doesNotExist();
    }

    @Test
    void config_saysWhereEachComesFrom() {
        assertThat(run("config", "--server.port=8123", "--roles=api")).isZero();
        assertThat(out.toString())
                .containsPattern("(?m)^SERVER_PORT +8123 +option --server.port$")
                .containsPattern("(?m)^SHOPLEDGER_ROLES +api +option --roles$")
                .containsPattern("(?m)^SHOPLEDGER_INBOX_DAYS +14 +default$")
                .containsPattern("(?m)^OAUTH_CALLBACK_URL +- +not set$");
    }

    @Test
    void webhook_isExplained() throws Exception {
        Path body = Files.writeString(folder.resolve("body"), "{\"id\":1}\n");
        Path secret = Files.writeString(folder.resolve("secret"), "hush\n");
        String header = Signature.of("hush", "{\"id\":1}".getBytes(StandardCharsets.UTF_8));
        assertThat(run("verify-webhook", "--hmac=" + header, "--body=" + body, "--secret-file=" + secret))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("body        9 bytes", "received    " + header, "calculated  ")
                .contains("It does not fit: the body was altered.")
                .doesNotContain("hush");
        Files.writeString(body, "{\"id\":1}");
        assertThat(run("verify-webhook", "--hmac=" + header, "--body=" + body, "--secret-file=" + secret))
                .isZero();
    }

    private String port() {
        return "--server.port=" + server.getAddress().getPort();
    }

    private int run(String... arguments) {
        CommandLine commandLine = ShopledgerCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
