package io.shopledger.query.order;

import io.shopledger.StoreId;
import io.shopledger.order.OrderId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads orders' rows. */
@Component
@Transactional(readOnly = true)
public class OrderReader {
    private final EntityManager rows;

    OrderReader(EntityManager rows) {
        this.rows = rows;
    }

    /**
     * Which orders, from where and how many.
     *
     * @param after the id after which to go on; absent for the first
     * @param descending whether ids go down
     */
    record Wanted(
            StoreId store,
            @Nullable String financialStatus,
            @Nullable String fulfillmentStatus,
            boolean descending,
            @Nullable Long after,
            int limit) {}

    /** @return the order's row, that of a removed one too */
    public Optional<OrderRow> find(OrderId id) {
        return Optional.ofNullable(
                rows.find(OrderRow.class, new OrderRow.Key(id.store().value(), id.shopifyId())));
    }

    /** @return the wanted orders by id; removed ones are left out */
    List<OrderRow> list(Wanted wanted) {
        StringBuilder query = new StringBuilder("select o from OrderRow o where o.storeId = :store");
        query.append(" and o.removedAt is null");
        Map<String, Object> values = new HashMap<>();
        values.put("store", wanted.store().value());
        if (wanted.financialStatus() != null) {
            query.append(" and o.financialStatus = :financial");
            values.put("financial", wanted.financialStatus());
        }
        if (wanted.fulfillmentStatus() != null) {
            query.append(" and o.fulfillmentStatus = :fulfillment");
            values.put("fulfillment", wanted.fulfillmentStatus());
        }
        if (wanted.after() != null) {
            query.append(wanted.descending() ? " and o.id < :after" : " and o.id > :after");
            values.put("after", wanted.after());
        }
        query.append(wanted.descending() ? " order by o.id desc" : " order by o.id");
        TypedQuery<OrderRow> found = rows.createQuery(query.toString(), OrderRow.class);
        values.forEach(found::setParameter);
        return found.setMaxResults(wanted.limit()).getResultList();
    }

    /** @return those that changed last, the last one first */
    public List<OrderRow> latest(StoreId store, int limit) {
        return rows.createQuery(
                        "select o from OrderRow o where o.storeId = :store and o.removedAt is null"
                                + " order by o.updatedAt desc, o.id desc",
                        OrderRow.class)
                .setParameter("store", store.value())
                .setMaxResults(limit)
                .getResultList();
    }
}
