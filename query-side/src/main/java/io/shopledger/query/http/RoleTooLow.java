package io.shopledger.query.http;

/** Who asks may not have this much of it. The message is shown: it says which role may, and what others get. */
public final class RoleTooLow extends RuntimeException {
    public RoleTooLow(String message) {
        super(message);
    }
}
