package io.shopledger.query.entity;

import io.shopledger.StoreId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the rows of any kind of a store. */
@Component
@Transactional(readOnly = true)
public class EntityReader {
    private final EntityManager rows;

    EntityReader(EntityManager rows) {
        this.rows = rows;
    }

    public <T extends EntityRow> Optional<T> find(Class<T> type, StoreId store, long id) {
        return Optional.ofNullable(rows.find(type, new EntityRow.Key(store.value(), id)));
    }

    /** @return the wanted rows by id; removed ones are left out */
    <T extends EntityRow> List<T> list(Class<T> type, Wanted wanted, int limit) {
        StringBuilder query = new StringBuilder("select r from ")
                .append(type.getSimpleName())
                .append(" r where r.storeId = ?1 and r.removedAt is null");
        List<Object> values = new ArrayList<>(List.of(wanted.store().value()));
        for (Filter filter : wanted.filters()) {
            values.add(filter.value());
            query.append(" and r.%s %s ?%d".formatted(filter.field(), filter.comparison(), values.size()));
        }
        if (wanted.after() != null) {
            values.add(wanted.after());
            query.append(" and r.id %s ?%d".formatted(wanted.descending() ? "<" : ">", values.size()));
        }
        query.append(wanted.descending() ? " order by r.id desc" : " order by r.id");
        TypedQuery<T> found = rows.createQuery(query.toString(), type);
        for (int i = 0; i < values.size(); i++) {
            found.setParameter(i + 1, values.get(i));
        }
        return found.setMaxResults(limit).getResultList();
    }

    /** @return those that changed last, the last one first */
    public <T extends EntityRow> List<T> latest(Class<T> type, StoreId store, int limit) {
        return rows.createQuery(
                        "select r from %s r where r.storeId = ?1 and r.removedAt is null order by r.updatedAt desc, r.id desc"
                                .formatted(type.getSimpleName()),
                        type)
                .setParameter(1, store.value())
                .setMaxResults(limit)
                .getResultList();
    }

    /** @return how many there are; removed ones are not counted */
    public long count(Class<? extends EntityRow> type, StoreId store) {
        return rows.createQuery(
                        "select count(r) from %s r where r.storeId = ?1 and r.removedAt is null"
                                .formatted(type.getSimpleName()),
                        Long.class)
                .setParameter(1, store.value())
                .getSingleResult();
    }
}
