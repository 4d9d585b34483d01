package io.shopledger.shopify.webhook;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** Whatever of it is missed first, the answer is 503: Shopify sends it again. */
class WebhookWithoutDatabaseTest {
    private static final String BODY = "{\"id\":1}";

    private WayIn in;
    private MockMvc http;

    @BeforeEach
    void start() {
        in = new WayIn();
        http = MockMvcBuilders.standaloneSetup(new WebhookReceiver(new Reception(
                        in.stores,
                        in.inbox,
                        in.intake,
                        in.settings,
                        Clock.systemUTC(),
                        new SimpleMeterRegistry(),
                        new WebhookLog(),
                        in.rush)))
                .setControllerAdvice(new WebhookProblems())
                .build();
    }

    @AfterEach
    void stop() {
        in.close();
    }

    @Test
    void shopThatIsRemembered_isAnsweredToSendItAgain() throws Exception {
        deliver(WayIn.SHOP, 200);
        in.database.close();
        deliver(WayIn.SHOP, 503);
    }

    @Test
    void shopThatMustBeLookedUp_isAnsweredToSendItAgain() throws Exception {
        in.database.close();
        deliver("other.myshopify.com", 503);
    }

    private void deliver(String shop, int expected) throws Exception {
        var answer = http.perform(post("/webhooks/orders-create")
                        .header("X-Shopify-Shop-Domain", shop)
                        .header("X-Shopify-Hmac-Sha256", Signed.by(WayIn.SECRET, BODY.getBytes(StandardCharsets.UTF_8)))
                        .content(BODY))
                .andExpect(status().is(expected));
        if (expected == 503) {
            answer.andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                    .andExpect(header().exists("Retry-After"));
        }
    }
}
