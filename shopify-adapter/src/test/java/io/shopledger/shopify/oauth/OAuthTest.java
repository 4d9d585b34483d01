package io.shopledger.shopify.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.shopify.AdapterOverHttp;
import io.shopledger.shopify.FakeShopify;
import io.shopledger.shopify.OverHttp;
import io.shopledger.shopify.OverHttp.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;

@AdapterOverHttp
class OAuthTest {
    private static final AtomicInteger SHOPS = new AtomicInteger();
    private static final String PATH = "/api/v1/auth/oauth";
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String GRANT = "admin/oauth/access_token";

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    private OverHttp http;
    private String shop;

    @BeforeEach
    void start() {
        http = new OverHttp(port);
        shop = "oauth-" + SHOPS.incrementAndGet() + ".myshopify.com";
        FakeShopify.forgetAll();
        FakeShopify.answers("Shop", 200, """
                {"data":{"shop":{"id":"gid://shopify/Shop/9%d","myshopifyDomain":"%s","name":"Granted"}}}""".formatted(SHOPS.get(), shop));
        FakeShopify.answers(GRANT, 200, "{\"access_token\":\"shpat_granted\",\"scope\":\"read_orders\"}");
    }

    private HttpUrl authorize(String... headers) {
        Answer answer = http.get(PATH + "/authorize?shop=" + shop, headers);
        assertThat(answer.status()).isEqualTo(200);
        return HttpUrl.get(answer.at("/auth_url").asString());
    }

    private String state(String... headers) {
        return Objects.requireNonNull(authorize(headers).queryParameter("state"));
    }

    private Answer back(String state, String domain, Instant at, String... headers) throws Exception {
        Map<String, String> parameters = new TreeMap<>(Map.of(
                "code", "c0de", "shop", domain, "state", state, "timestamp", Long.toString(at.getEpochSecond())));
        String signed = parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining("&"));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("app-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String hmac = HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        return http.get(PATH + "/callback?" + signed + "&hmac=" + hmac, headers);
    }

    @Test
    void wayThere_namesAppScopesCallbackAndState() {
        HttpUrl url = authorize();
        assertThat(url.encodedPath()).endsWith("/admin/oauth/authorize");
        assertThat(url.queryParameter("client_id")).isEqualTo("app-key");
        assertThat(url.queryParameter("scope")).startsWith("read_products,write_products");
        assertThat(url.queryParameter("redirect_uri")).isEqualTo("https://ledger.example/api/v1/auth/oauth/callback");
        assertThat(url.queryParameter("state")).hasSizeGreaterThan(40);
        assertThat(state()).isNotEqualTo(state());
    }

    @Test
    void wayBack_connectsTheStore() throws Exception {
        Answer answer = back(state(), shop, Instant.now());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/id").asLong()).isPositive();
        assertThat(answer.at("/status").asString()).isEqualTo("connected");
        assertThat(answer.body()).doesNotContain("shpat_granted");
        assertThat(FakeShopify.asked(GRANT).get(0).body())
                .isEqualTo("client_id=app-key&client_secret=app-secret&code=c0de&expiring=1");
        assertThat(FakeShopify.asked("Shop").get(0).token()).isEqualTo("shpat_granted");
    }

    @Test
    void state_servesOnce() throws Exception {
        String state = state();
        assertThat(back(state, shop, Instant.now()).status()).isEqualTo(200);
        assertThat(back(state, shop, Instant.now()).problem()).isEqualTo("invalid-state");
        assertThat(FakeShopify.asked(GRANT)).hasSize(1);
    }

    @Test
    void state_isOfOneShopAndForAShortWhile() throws Exception {
        assertThat(back(state(), "other.myshopify.com", Instant.now()).problem())
                .isEqualTo("invalid-state");
        String old = state();
        jdbc.update("update ledger.oauth_state set expires_at = now() - interval '1 second'");
        assertThat(back(old, shop, Instant.now()).problem()).isEqualTo("invalid-state");
        assertThat(back("made-up", shop, Instant.now()).problem()).isEqualTo("invalid-state");
        assertThat(FakeShopify.ASKED).isEmpty();
    }

    @Test
    void browserThatAsked_mustBeTheOneThatComesBack() throws Exception {
        Answer asked = http.get(PATH + "/authorize?shop=" + shop, "Accept", BROWSER);
        String cookie = asked.whole().headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Secure", "Path=/api/v1/auth/oauth");
        String state = HttpUrl.get(asked.at("/auth_url").asString()).queryParameter("state");
        assertThat(back(state, shop, Instant.now(), "Cookie", cookie.replaceFirst(";.*", ""))
                        .status())
                .isEqualTo(200);
        assertThat(back(state("Accept", BROWSER), shop, Instant.now(), "Cookie", cookie.replaceFirst(";.*", ""))
                        .problem())
                .isEqualTo("invalid-state");
    }

    @Test
    void unsignedOrStale_is403() throws Exception {
        assertThat(http.get(PATH + "/callback?shop=" + shop + "&code=c&state=" + state() + "&hmac=00")
                        .problem())
                .isEqualTo("invalid-hmac");
        assertThat(back(state(), shop, Instant.now().minusSeconds(200)).problem())
                .isEqualTo("invalid-hmac");
        assertThat(FakeShopify.ASKED).isEmpty();
    }

    @Test
    void codeThatShopifyRefuses_is422() throws Exception {
        FakeShopify.answers(GRANT, 400, "{\"error\":\"invalid_request\"}");
        assertThat(back(state(), shop, Instant.now()).problem()).isEqualTo("credentials-refused");
    }

    @Test
    void callersOwnCallback_isPassedOn() {
        Answer answer = http.post(PATH + "/callback", "{\"shop\":\"%s\",\"code\":\"c0de\"}".formatted(shop));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/id").asLong()).isPositive();
        assertThat(http.post(
                                PATH + "/callback",
                                "{\"shop\":\"%s\",\"code\":\"c0de\",\"state\":\"forged\"}".formatted(shop))
                        .problem())
                .isEqualTo("invalid-state");
        assertThat(http.post(
                                PATH + "/callback",
                                "{\"shop\":\"%s\",\"code\":\"c0de\"}".formatted(shop),
                                "X-Forwarded-For",
                                "203.0.113.7")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatIsNoShop_isNeverAsked() {
        assertThat(http.get(PATH + "/authorize?shop=evil.example").status()).isEqualTo(400);
        assertThat(http.post(PATH + "/callback", "{\"shop\":\"evil.example\",\"code\":\"c\"}")
                        .status())
                .isEqualTo(400);
        assertThat(FakeShopify.ASKED).isEmpty();
    }
}
