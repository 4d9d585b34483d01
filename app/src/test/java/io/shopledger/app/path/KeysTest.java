package io.shopledger.app.path;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.shopledger.app.process.Http;
import io.shopledger.app.process.Jar;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** API keys as an operator has them: made while nothing runs and while the service does, and revoked under it. */
class KeysTest {
    private final Http http = new Http();

    @TempDir
    Path folder;

    @Test
    void madeByCommand_heldByCallers_revokedByCommand() {
        int port = Jar.freePort();
        String service = "http://127.0.0.1:" + port;
        String admin = key("admin", "first");
        try (Jar ledger = Jar.shopledger(
                        folder.resolve("shopledger.log"), "--server.port=" + port, "--server.address=0.0.0.0", data())
                .ready(http, service + "/health")) {
            aStrangerSeesTheOpenDoorsOnly(service);
            String reader = key("reader", "dashboards");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(get(service + "/metrics", reader).statusCode())
                                    .isEqualTo(200));
            aReaderReadsOnly(service, reader);
            aBrowserLogsIn_andOut(service, reader);
            assertThat(get(service + "/health", reader).body()).contains("components", "database");
            assertThat(post(service + "/api/v1/stores", "{}", admin).statusCode())
                    .isEqualTo(400);
            whatIsTooLarge_isRefused_beforeItIsWhole(service, admin);
            whoGuesses_waits(service);
            assertThat(command("list", "keys", "list", data()))
                    .contains("first", "dashboards", "good")
                    .doesNotContain(reader);
            assertThat(command("revoke", "keys", "revoke", "2", data())).contains("Key 2 is revoked.");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(get(service + "/metrics", reader).statusCode())
                                    .isIn(401, 429)); // like any wrong key, and many came before
            assertThat(get(service + "/metrics", admin).statusCode()).isEqualTo(200);
            assertThat(ledger.output())
                    .doesNotContain(admin)
                    .doesNotContain(reader)
                    .doesNotContain("\tat ");
        }
    }

    private void aStrangerSeesTheOpenDoorsOnly(String service) {
        assertThat(http.get(service + "/health").propertyNames()).containsExactly("status");
        assertThat(http.status(service + "/docs/openapi.json")).isEqualTo(200);
        for (String closed : List.of("/metrics", "/api/v1/stores", "/api/v1/sync/logs")) {
            HttpResponse<String> refused =
                    http.send(Http.request(service + closed).GET());
            assertThat(refused.statusCode()).as(closed).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(refused.body()).contains("urn:shopledger:problem:key-missing", "keys create");
        }
        HttpResponse<String> unsigned = http.send(Http.request(service + "/webhooks/orders-create")
                .header("X-Shopify-Shop-Domain", "demo.myshopify.com")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(unsigned.body())
                .as("refused for its signature")
                .contains("urn:shopledger:problem:invalid-signature");
    }

    private void aReaderReadsOnly(String service, String reader) {
        assertThat(get(service + "/api/v1/stores", reader).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = post(service + "/api/v1/sync/full", "{\"store_id\": 1}", reader);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("urn:shopledger:problem:role-too-low", "operator");
        String past = service + "/api/v1/audit/orders/1/as-of?store_id=1&at=2026-10-01T00:00:00Z";
        assertThat(get(past, reader).statusCode()).isEqualTo(404);
        HttpResponse<String> former = get(past + "&personal=true", reader);
        assertThat(former.statusCode()).isEqualTo(403);
        assertThat(former.body()).contains("urn:shopledger:problem:role-too-low", "operator");
        String operator = key("operator", "jobs");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(post(
                                        service + "/api/v1/auth/oauth/callback",
                                        "{\"shop\":\"a.myshopify.com\"}",
                                        operator)
                                .body())
                        .contains("urn:shopledger:problem:state-missing"));
        assertThat(get(past + "&personal=true", operator).statusCode()).isEqualTo(404);
    }

    private void aBrowserLogsIn_andOut(String service, String reader) {
        HttpResponse<String> sent = http.send(
                Http.request(service + "/?a=b").header("Accept", "text/html").GET());
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.headers().firstValue("Location")).contains("/login?next=%2F%3Fa%3Db");
        HttpResponse<String> form = http.send(Http.request(service + "/login?next=%2F%3Fa%3Db")
                .header("Accept", "text/html")
                .GET());
        String login = cookie(form, "shopledger_login");
        String wrong = "key=shopledger_x&next=/&_csrf=" + token(form);
        assertThat(browser(service + "/login", login, wrong).statusCode()).isEqualTo(401);
        String right = "key=" + reader + "&next=/%3Fa%3Db&_csrf=" + token(form);
        assertThat(browser(service + "/login", "a=b", right).statusCode()).isEqualTo(403);
        HttpResponse<String> in = browser(service + "/login", login, right);
        assertThat(in.statusCode()).isEqualTo(302);
        assertThat(in.headers().firstValue("Location").orElse("")).endsWith("/?a=b");
        assertThat(in.headers().allValues("Set-Cookie").toString()).contains("HttpOnly", "SameSite=Lax");
        String session = cookie(in, "shopledger_session");
        assertThat(page(service + "/", session).statusCode()).isEqualTo(200);
        HttpResponse<String> again = page(service + "/login", session);
        assertThat(again.body()).contains("dashboards", "/logout");
        assertThat(browser(service + "/logout", session, "x=y").statusCode()).isEqualTo(403);
        assertThat(browser(service + "/logout", session, "_csrf=" + token(again))
                        .statusCode())
                .isEqualTo(302);
        assertThat(page(service + "/", session).statusCode()).isEqualTo(303);
    }

    private void whatIsTooLarge_isRefused_beforeItIsWhole(String service, String admin) {
        byte[] large = new byte[(1 << 20) + 1];
        Arrays.fill(large, (byte) ' ');
        for (BodyPublisher body : List.of(
                BodyPublishers.ofByteArray(large),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) { // without a length: in chunks
            HttpResponse<String> refused = http.send(Http.request(service + "/api/v1/sync/full")
                    .header("Authorization", "Bearer " + admin)
                    .header("Content-Type", "application/json")
                    .POST(body));
            assertThat(refused.statusCode()).as("%s", body).isEqualTo(413);
            assertThat(refused.body()).contains("urn:shopledger:problem:too-large", "1 MB");
        }
        HttpResponse<String> small = http.send(Http.request(service + "/api/v1/stores")
                .header("Authorization", "Bearer " + admin)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream("{}".getBytes(UTF_8)))));
        assertThat(small.body()).as("in chunks, and small").contains("store_domain");
    }

    private void whoGuesses_waits(String service) {
        HttpResponse<String> answer = get(service + "/metrics", "shopledger_guess");
        for (int i = 0; i < 60 && answer.statusCode() == 401; i++) {
            answer = get(service + "/metrics", "shopledger_guess" + i);
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
        assertThat(answer.body()).contains("urn:shopledger:problem:too-many-wrong-keys");
    }

    private static String cookie(HttpResponse<String> answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.split(";", 2)[0])
                .findFirst()
                .orElseThrow(() -> new AssertionError(answer.headers()));
    }

    private static String token(HttpResponse<String> page) {
        Matcher token =
                Pattern.compile("name=\"_csrf\" value=\"([0-9a-f]{64})\"").matcher(page.body());
        assertThat(token.find()).as(page.body()).isTrue();
        return token.group(1);
    }

    private HttpResponse<String> page(String address, String cookie) {
        return http.send(Http.request(address)
                .header("Accept", "text/html")
                .header("Cookie", cookie)
                .GET());
    }

    private HttpResponse<String> browser(String address, String cookie, String form) {
        return http.send(Http.request(address)
                .header("Cookie", cookie)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private String key(String role, String name) {
        String said = command(name, "keys", "create", "--role=" + role, "--name=" + name, data());
        return said.lines()
                .filter(line -> line.startsWith("shopledger_"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(said));
    }

    private String command(String log, String... arguments) {
        try (Jar command = Jar.shopledger(folder.resolve(log + ".log"), arguments)) {
            assertThat(command.awaitEnd()).as(command.output()).isZero();
            return command.output();
        }
    }

    private String data() {
        return "--data-dir=" + folder.resolve("data");
    }

    private HttpResponse<String> get(String address, String key) {
        return http.send(
                Http.request(address).header("Authorization", "Bearer " + key).GET());
    }

    private HttpResponse<String> post(String address, String json, String key) {
        return http.send(Http.request(address)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }
}
