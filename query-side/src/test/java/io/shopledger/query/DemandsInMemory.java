package io.shopledger.query;

import io.shopledger.StoreId;
import io.shopledger.privacy.PrivacyRequest;
import io.shopledger.privacy.PrivacyRequests;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Demands as a test makes them. */
public final class DemandsInMemory implements PrivacyRequests {
    public final Map<Long, PrivacyRequest> all = new ConcurrentHashMap<>();

    @Override
    public List<PrivacyRequest> of(StoreId store, long before, int limit) {
        return all.values().stream()
                .filter(one -> one.store().equals(store) && one.id() < before)
                .sorted(Comparator.comparing(PrivacyRequest::id).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<PrivacyRequest> find(long id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public void done(long id, String by) {
        all.computeIfPresent(
                id,
                (same, one) -> new PrivacyRequest(
                        id,
                        one.store(),
                        one.kind(),
                        one.customer(),
                        one.subjects(),
                        one.note(),
                        one.received(),
                        one.due(),
                        Instant.now(),
                        by,
                        one.proof()));
    }

    @Override
    public long overdue() {
        return all.values().stream()
                .filter(one -> one.done() == null
                        && one.received().isBefore(Instant.now().minus(ALARM)))
                .count();
    }
}
