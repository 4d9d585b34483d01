package io.shopledger.shopify;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** The adapter as the service runs it, with {@link SimulatedShopify} behind it; one for all tests that say this. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = AdapterApplication.class,
        properties = {
            "SHOPLEDGER_MASTER_KEY=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "spring.jackson.property-naming-strategy=SNAKE_CASE",
            "spring.flyway.enabled=false",
            "spring.main.banner-mode=off"
        })
@ContextConfiguration(initializers = SimulatedShopify.class)
public @interface AdapterOnSimulator {}
