package io.shopledger.query;

import io.shopledger.StoreId;
import io.shopledger.webhook.SubscriptionWatch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Topics as a test has them. */
public final class TopicsInMemory implements SubscriptionWatch {
    public final List<Watched> all = new CopyOnWriteArrayList<>();

    @Override
    public List<Watched> all() {
        return List.copyOf(all);
    }

    @Override
    public List<Watched> of(StoreId store) {
        return all.stream().filter(one -> one.store().equals(store)).toList();
    }
}
