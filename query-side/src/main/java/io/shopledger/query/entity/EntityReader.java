package io.shopledger.query.entity;

import io.shopledger.StoreId;
import io.shopledger.query.http.BadRequest;
import io.shopledger.query.http.Cursor;
import io.shopledger.query.list.ListSql;
import io.shopledger.query.list.Wanted;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.exception.DataException;
import org.hibernate.query.NativeQuery;
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

    /** A row of a list, and where it is in it. */
    record Found<T>(T row, Wanted.Place place) {}

    /** @return the wanted rows in the order wanted; removed ones are left out */
    <T extends EntityRow> List<Found<T>> list(Class<T> type, Wanted wanted, int limit) {
        String table = type.getAnnotation(Table.class).name();
        List<Found<T>> found = new ArrayList<>();
        ListSql.ofValues(table, wanted).ifPresent(sql -> found.addAll(run(type, sql, limit)));
        if (found.size() < limit) {
            ListSql.ofNulls(table, wanted).ifPresent(sql -> found.addAll(run(type, sql, limit - found.size())));
        }
        return found;
    }

    /** @throws BadRequest where a cursor that we did not make holds a value that its column cannot have */
    @SuppressWarnings("unchecked")
    <T extends EntityRow> List<Found<T>> run(Class<T> type, ListSql sql, int limit) {
        NativeQuery<Object[]> query =
                rows.createNativeQuery(numbered(sql.sql())).unwrap(NativeQuery.class);
        query.addEntity("t", type).addScalar("place", String.class).setMaxResults(limit);
        for (int i = 0; i < sql.values().size(); i++) {
            query.setParameter(i + 1, sql.values().get(i));
        }
        try {
            return query.getResultList().stream()
                    .map(row -> {
                        T entity = type.cast(row[0]);
                        return new Found<>(entity, new Wanted.Place((String) row[1], entity.id()));
                    })
                    .toList();
        } catch (DataException notOfItsColumn) {
            throw Cursor.notOfThisList();
        }
    }

    /** JPA wants each question mark to have its number. */
    private static String numbered(String sql) {
        StringBuilder text = new StringBuilder(sql.length() + 20);
        int marks = 0;
        for (char c : sql.toCharArray()) {
            text.append(c);
            if (c == '?') {
                text.append(++marks);
            }
        }
        return text.toString();
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
