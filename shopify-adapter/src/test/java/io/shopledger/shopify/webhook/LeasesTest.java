package io.shopledger.shopify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.shopify.staging.Leases;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a worker remembers of a partition is worth nothing once another has held it. */
class LeasesTest {
    private WayIn in;
    private RecordingDecider first;
    private RecordingDecider second;

    @BeforeEach
    void start() {
        in = new WayIn();
        first = new RecordingDecider(in, "first");
        second = new RecordingDecider(in, "second");
    }

    @AfterEach
    void stop() {
        in.close();
    }

    @Test
    void partitionGained_isForgottenOnceAndNotWhenRenewed() {
        Leases one = new Leases(in.jdbc, in.transaction, first);
        one.renew();
        one.renew();
        assertThat(first.forgotten).hasSameElementsAs(one.held()).doesNotHaveDuplicates();

        Leases other = new Leases(in.jdbc, in.transaction, second);
        other.renew(); // all are taken, and the first learns that there are two now
        one.renew();
        other.renew();
        assertThat(other.held()).isNotEmpty();
        assertThat(second.forgotten).hasSameElementsAs(other.held()).doesNotHaveDuplicates();

        Set<Integer> back = new HashSet<>(other.held());
        other.release();
        first.forgotten.clear();
        one.renew();
        assertThat((Collection<Integer>) first.forgotten).containsExactlyInAnyOrderElementsOf(back);
    }
}
