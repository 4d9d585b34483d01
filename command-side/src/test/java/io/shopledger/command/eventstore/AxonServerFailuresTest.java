package io.shopledger.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.shopledger.observation.EventStoreFailure;
import java.util.concurrent.TimeoutException;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.ErrorCode;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializationException;
import org.junit.jupiter.api.Test;

class AxonServerFailuresTest {

    @Test
    void awayOrAConflict_isNoEventsFault() {
        assertTheServers(new StatusRuntimeException(Status.UNAVAILABLE), true);
        assertTheServers(new ConcurrencyException("first", answered(ErrorCode.INVALID_EVENT_SEQUENCE)), true);
        assertTheServers(new EventStoreException("late", new TimeoutException()), true);
        assertTheServers(answered(ErrorCode.NO_EVENT_STORE_MASTER_AVAILABLE), true);
    }

    @Test
    void tooLargeOrUnwritable_isTheEvents() {
        assertTheServers(new EventStoreException("big", answered(ErrorCode.EVENT_PAYLOAD_TOO_LARGE)), false);
        assertTheServers(new StatusRuntimeException(Status.RESOURCE_EXHAUSTED), false);
        assertTheServers(new SerializationException("no JSON"), false);
        assertTheServers(new IllegalStateException("a rule"), false);
    }

    @Test
    void away_isSaidPlainly_andAConflictStaysOne() {
        assertThatThrownBy(() -> AxonServerFailures.told(() -> {
                    throw new StatusRuntimeException(Status.UNAVAILABLE);
                }))
                .isInstanceOf(EventStoreFailure.class);
        assertThatThrownBy(() -> AxonServerFailures.told(() -> {
                    throw new ConcurrencyException("first", answered(ErrorCode.INVALID_EVENT_SEQUENCE));
                }))
                .isInstanceOf(ConcurrencyException.class);
    }

    private static void assertTheServers(RuntimeException failure, boolean theServers) {
        assertThat(AxonServerFailures.isTheServers(failure)).as("%s", failure).isEqualTo(theServers);
        assertThat(AxonServerFailures.isTheServers(new IllegalStateException(failure)))
                .isEqualTo(theServers);
    }

    private static AxonServerException answered(ErrorCode code) {
        return new AxonServerException(code.errorCode(), "told by the server");
    }
}
