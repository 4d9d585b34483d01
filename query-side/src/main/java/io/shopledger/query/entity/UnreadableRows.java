package io.shopledger.query.entity;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Counts and names what a list passed over because its stored record cannot be read. */
@Component
class UnreadableRows {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRows.class);

    /** So many are named in the log; when more are broken, the count says so without filling the memory. */
    private static final int NAMED = 1_000;

    private final Set<String> named = ConcurrentHashMap.newKeySet();
    private final MeterRegistry meters;

    UnreadableRows(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Each is named once, as lists are asked for often; the failure's message may quote the record. */
    void passedOver(String kind, String stream, RuntimeException failure) {
        meters.counter("shopledger." + kind + ".unreadable").increment();
        if (named.size() < NAMED && named.add(stream)) {
            LOG.warn(
                    "Lists pass over {}: its stored record cannot be read ({})",
                    stream,
                    failure.getClass().getSimpleName());
        }
    }
}
