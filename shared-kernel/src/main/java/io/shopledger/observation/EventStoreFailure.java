package io.shopledger.observation;

/** The event store does not answer, or something else was appended first: no observation's fault, the page is worth another try. */
public final class EventStoreFailure extends RuntimeException {
    public EventStoreFailure(Throwable cause) {
        super("The event store could not be used", cause);
    }
}
