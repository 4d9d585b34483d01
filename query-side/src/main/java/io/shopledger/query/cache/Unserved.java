package io.shopledger.query.cache;

import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Marks a unit of work whose rows nobody reads yet: they fill a schema beside the served one. Whatever else an event would
 * cause, of cached answers or of metrics, happened when its served rows were written.
 */
public final class Unserved {
    private static final String RESOURCE = Unserved.class.getName();

    private Unserved() {}

    public static void mark(UnitOfWork<?> root) {
        root.resources().put(RESOURCE, true);
    }

    public static boolean is(UnitOfWork<?> unit) {
        return unit.root().resources().containsKey(RESOURCE);
    }
}
