package io.shopledger.app.access;

import java.security.Principal;

/**
 * Who makes a request, known by an API key or by being on this machine in protected mode.
 *
 * @param key the key's id; 0 for who needs none
 */
record Caller(long key, String name, KeyRole role) implements Principal {
    static final Caller ON_THIS_MACHINE = new Caller(0, "this machine", KeyRole.ADMIN);

    static Caller of(ApiKey key) {
        return new Caller(key.id(), key.name(), key.role());
    }

    boolean isByKey() {
        return key != 0;
    }

    @Override
    public String getName() {
        return name;
    }
}
