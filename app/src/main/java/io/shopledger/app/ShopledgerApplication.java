package io.shopledger.app;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** All modules assembled: nothing is decided here. */
@SpringBootApplication(
        scanBasePackages = {"io.shopledger.command", "io.shopledger.query", "io.shopledger.shopify", "io.shopledger.app"
        })
@AutoConfigurationPackage(basePackages = "io.shopledger.query") // JPA's rows and repositories live there
public class ShopledgerApplication {}
