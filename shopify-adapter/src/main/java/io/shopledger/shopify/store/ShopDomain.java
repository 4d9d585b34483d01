package io.shopledger.shopify.store;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A shop's domain, {@code demo.myshopify.com}: the only hosts to which we ever call. */
public final class ShopDomain {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]*\\.myshopify\\.com");

    private ShopDomain() {}

    /** @return the domain in small letters; empty where it is none */
    public static Optional<String> of(@Nullable String text) {
        String name = text == null ? "" : text.toLowerCase(Locale.ROOT);
        return FORM.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    }
}
