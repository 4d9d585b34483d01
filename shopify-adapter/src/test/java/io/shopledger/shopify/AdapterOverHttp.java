package io.shopledger.shopify;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/** The adapter as the service runs it, with {@link FakeShopify} behind it; one for all tests that say this. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = AdapterApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "SHOPIFY_API_KEY=app-key",
            "SHOPIFY_API_SECRET=app-secret",
            "OAUTH_CALLBACK_URL=https://ledger.example/api/v1/auth/oauth/callback",
            "SHOPLEDGER_MASTER_KEY=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "shopledger.data-dir=target/data-${random.uuid}",
            "spring.jackson.property-naming-strategy=SNAKE_CASE",
            "spring.flyway.enabled=false",
            "spring.main.banner-mode=off"
        })
@ContextConfiguration(initializers = FakeShopify.class)
public @interface AdapterOverHttp {}
