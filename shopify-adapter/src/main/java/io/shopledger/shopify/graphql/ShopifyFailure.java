package io.shopledger.shopify.graphql;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why Shopify did not do as asked. The message holds no token and no personal data. */
public abstract sealed class ShopifyFailure extends RuntimeException {
    private ShopifyFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The bucket is empty. The same call succeeds after {@link #pause}. A write may have been cut off half-way. */
    public static final class Throttled extends ShopifyFailure {
        public final transient Duration pause;

        public Throttled(String message, Duration pause) {
            super(message, null);
            this.pause = pause;
        }
    }

    /** No answer, or 5xx. A read may be repeated; a write must first be read back, for it may have happened. */
    public static final class Unreachable extends ShopifyFailure {
        /** How long Shopify asks to be left alone; absent where it does not say. */
        public final transient @Nullable Duration pause;

        public Unreachable(String message, @Nullable Duration pause, @Nullable Throwable cause) {
            super(message, cause);
            this.pause = pause;
        }
    }

    /** The document asks for more than one call may cost. A smaller page succeeds. */
    public static final class TooCostly extends ShopifyFailure {
        public TooCostly(String message) {
            super(message, null);
        }
    }

    /** A scope is missing for a part of what was asked. Other calls to this store succeed. */
    public static final class Denied extends ShopifyFailure {
        public Denied(String message) {
            super(message, null);
        }
    }

    /** Shopify understood and said no, in its own words. Repeating cannot help. */
    public static final class Refused extends ShopifyFailure {
        /** The words of the payload; empty where the whole call was refused. */
        public final transient List<UserError> userErrors;

        public Refused(String message) {
            super(message, null);
            this.userErrors = List.of();
        }

        public Refused(List<UserError> userErrors) {
            super(String.join("; ", userErrors.stream().map(UserError::toString).toList()), null);
            this.userErrors = List.copyOf(userErrors);
        }
    }

    /** No call to this store can succeed until a person does something about {@link #reason}. */
    public static final class Parked extends ShopifyFailure {
        public final transient ParkedReason reason;

        public Parked(ParkedReason reason) {
            super(reason.message(), null);
            this.reason = reason;
        }
    }

    /**
     * One of a payload's {@code userErrors}.
     *
     * @param field the path in the input, such as {@code input.title}; absent where it concerns the whole
     * @param code Shopify's; most payloads have none
     */
    public record UserError(
            @Nullable String field,
            String message,
            @Nullable String code) {
        @Override
        public String toString() {
            return field == null ? message : field + ": " + message;
        }
    }
}
