package io.shopledger.shopify.privacy;

import io.shopledger.shopify.privacy.Erasures.Erasure;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.shopify.vault.StoreKeys;
import io.shopledger.shopify.vault.SubjectKeys;
import io.shopledger.shopify.vault.SubjectKeys.Subject;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases what was redacted: destroys the keys under which it is sealed wherever it is kept, and drops the bodies that hold it
 * sealed under other keys. Done again it changes nothing.
 */
@Component
class Eraser {
    /** What was observed is sealed under what is destroyed now. A redaction is of its customer for good. */
    private static final String STAGED = "delete from ledger.staged where store_id = ? and job <> ?";

    private final Erasures erasures;
    private final PostgresPrivacyRequests requests;
    private final SubjectKeys keys;
    private final StoreKeys storeKeys;
    private final KeptBodies bodies;
    private final Strangers strangers;
    private final ErasedFile file;
    private final StoreRegistry stores;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    /** Bodies that name somebody and are to be dropped once they are decided. */
    private final Map<Long, Set<String>> later = new HashMap<>();

    Eraser(
            Erasures erasures,
            PostgresPrivacyRequests requests,
            SubjectKeys keys,
            StoreKeys storeKeys,
            KeptBodies bodies,
            Strangers strangers,
            ErasedFile file,
            StoreRegistry stores,
            JdbcTemplate jdbc,
            TransactionTemplate transaction) {
        this.erasures = erasures;
        this.requests = requests;
        this.keys = keys;
        this.storeKeys = storeKeys;
        this.bodies = bodies;
        this.strangers = strangers;
        this.file = file;
        this.stores = stores;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Keys first: from then on nobody can open what they sealed, and what comes later is dropped. */
    synchronized void erase(Collection<Erasure> all) {
        file.add(all, store -> stores.find(store).map(found -> found.domain()).orElse(null));
        List<Erasure> subjects = all.stream().filter(one -> !one.isOfAStore()).toList();
        destroy(subjects);
        all.stream().filter(Erasure::isOfAStore).forEach(this::erase);
        KeptBodies.Swept swept = bodies.sweep(subjects);
        erasures.bodiesDropped(swept.dropped());
        swept.waiting()
                .forEach((delivery, named) ->
                        later.computeIfAbsent(delivery, none -> new HashSet<>()).addAll(named));
        Set<String> done = new HashSet<>();
        all.forEach(one -> done.add(one.name()));
        later.values().forEach(done::removeAll);
        erasures.done(done);
        requests.endErased();
    }

    /** Drops what was waiting when its turn came, as far as it is decided now. */
    synchronized void eraseLater() {
        if (later.isEmpty()) {
            return;
        }
        Set<Long> decided = bodies.decided(later.keySet());
        if (decided.isEmpty()) {
            return;
        }
        bodies.drop(decided);
        Set<String> done = new HashSet<>();
        Map<String, Integer> dropped = new HashMap<>();
        for (Long delivery : decided) {
            Set<String> named = later.remove(delivery);
            if (named != null) {
                done.addAll(named);
                named.forEach(subject -> dropped.merge(subject, 1, Integer::sum));
            }
        }
        erasures.bodiesDropped(dropped);
        later.values().forEach(done::removeAll);
        erasures.done(done);
        requests.endErased();
    }

    /** @return whether it waits for deliveries to be decided: then it is not to be done from the beginning again */
    synchronized boolean isWaiting(Erasure one) {
        return later.values().stream().anyMatch(named -> named.contains(one.name()));
    }

    private void destroy(List<Erasure> subjects) {
        if (!subjects.isEmpty()) {
            transaction.executeWithoutResult(status -> keys.destroy(subjects.stream()
                            .map(one -> new Subject(one.store(), one.name()))
                            .toList())
                    .forEach(subject -> erasures.keysDestroyed(subject, 1)));
        }
    }

    private void erase(Erasure store) {
        transaction.executeWithoutResult(status -> {
            int had = storeKeys.destroy(store.store(), (int) store.number());
            if (had > 0) {
                jdbc.update(STAGED, store.store().value(), Demands.JOB);
                erasures.keysDestroyed(store.name(), had);
            }
        });
        int dropped = bodies.dropAll(store)
                + stores.find(store.store())
                        .map(known -> strangers.drop(known.domain()))
                        .orElse(0);
        if (dropped > 0) {
            erasures.bodiesDropped(Map.of(store.name(), dropped));
        }
    }
}
