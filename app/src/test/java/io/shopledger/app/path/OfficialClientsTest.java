package io.shopledger.app.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.app.process.Http;
import io.shopledger.app.process.Jar;
import io.shopledger.tools.NeedsTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shopify's own clients for Node talk to the simulated store, and its library judges the store's deliveries. */
class OfficialClientsTest {
    private static final Path SCRIPTS = Path.of("src", "test", "npm");
    private static final long PATIENCE_SECONDS = 180;

    private final Http http = new Http();

    @TempDir
    Path folder;

    @Test
    @NeedsTool("npm")
    void simulatedStore_isOneToShopifysOwnClients() throws Exception {
        String simulator = "http://127.0.0.1:" + Jar.freePort();
        for (String script : List.of("package.json", "clients.mjs")) {
            Files.copy(SCRIPTS.resolve(script), folder.resolve(script));
        }
        run("npm", "install", "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error");
        try (Jar shopify = Jar.simulator(
                        folder.resolve("simulator.log"),
                        "--port=" + Jar.port(simulator),
                        "--products=20",
                        "--orders=20",
                        "--customers=10",
                        "--live-rate=0")
                .ready(http, simulator + "/__sim/stats")) {
            JsonNode told = JsonMapper.shared().readTree(run("node", "clients.mjs", simulator));
            assertThat(told.at("/admin/shop").asString()).isEqualTo("Super Toys");
            assertThat(told.at("/admin/products").asInt()).isEqualTo(20);
            assertThat(told.at("/admin/cost").asInt()).as("a shop, and a count").isEqualTo(11);
            assertThat(told.at("/admin/wrong").asString()).isEqualTo("Field 'nothing' doesn't exist on type 'Shop'");
            assertThat(told.at("/admin/created").asString()).isEqualTo("From Shopify's own client");
            assertThat(told.at("/admin/refused").asInt()).isEqualTo(401);
            assertThat(told.at("/client/orders").asInt()).isEqualTo(3);
            assertThat(told.at("/client/more").asBoolean()).isTrue();
            assertThat(told.at("/grants/token").asString()).isEqualTo("shpat_demo");
            assertThat(told.at("/grants/expires").asBoolean()).isTrue();
            assertThat(told.at("/webhooks")).hasSize(5).allSatisfy(judged -> {
                assertThat(judged.get("topic").asString()).isIn("ORDERS_CREATE", "PRODUCTS_CREATE");
                assertThat(judged.get("domain").asString()).isEqualTo("demo.myshopify.com");
                assertThat(judged.get("valid").asBoolean()).isTrue();
                assertThat(judged.get("altered").asBoolean()).isFalse();
            });
        }
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path output = folder.resolve(command[0] + ".out");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String told = Files.readString(output);
        assertThat(ended && process.exitValue() == 0)
                .as("%s: %s", String.join(" ", command), told)
                .isTrue();
        return told.strip().lines().reduce("", (before, line) -> line);
    }
}
