package io.shopledger.shopify.store;

import org.springframework.context.ApplicationContext;

/** Opens the rotation of the app's secret for tests of other rooms. */
public final class Rotations {
    private Rotations() {}

    public static void follow(ApplicationContext context) {
        context.getBean(AppSecretRotation.class).follow();
    }
}
