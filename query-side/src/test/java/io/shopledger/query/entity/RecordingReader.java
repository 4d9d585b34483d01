package io.shopledger.query.entity;

import io.shopledger.query.list.ListSql;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Tells what it ran, to a test that asks for it. */
@Primary
@Component
class RecordingReader extends EntityReader {
    private volatile @Nullable List<ListSql> ran;

    RecordingReader(EntityManager rows) {
        super(rows);
    }

    /** @return what it runs from now on */
    List<ListSql> record() {
        List<ListSql> fresh = new ArrayList<>();
        ran = fresh;
        return fresh;
    }

    void stop() {
        ran = null;
    }

    @Override
    <T extends EntityRow> List<Found<T>> run(Class<T> type, ListSql sql, int limit) {
        List<ListSql> all = ran;
        if (all != null) {
            all.add(sql);
        }
        return super.run(type, sql, limit);
    }
}
