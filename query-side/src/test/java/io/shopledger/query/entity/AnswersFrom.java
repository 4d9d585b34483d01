package io.shopledger.query.entity;

import io.shopledger.query.cache.ReadCache;
import io.shopledger.query.http.ConnectedStores;
import io.shopledger.query.past.PastRows;
import io.shopledger.vault.Contacts;
import io.shopledger.vault.PersonalFields;
import java.util.List;
import org.springframework.stereotype.Component;

/** Answers as the controllers give them, but from a cache of a test's own. */
@Component
public class AnswersFrom {
    private final EntityReader rows;
    private final ConnectedStores stores;
    private final PersonalFields personal;
    private final Contacts contacts;
    private final UnreadableRows unreadable;
    private final PastRows past;
    private final List<Shown<?>> all;

    AnswersFrom(
            EntityReader rows,
            ConnectedStores stores,
            PersonalFields personal,
            Contacts contacts,
            UnreadableRows unreadable,
            PastRows past,
            List<Shown<?>> all) {
        this.rows = rows;
        this.stores = stores;
        this.personal = personal;
        this.contacts = contacts;
        this.unreadable = unreadable;
        this.past = past;
        this.all = all;
    }

    public EntityAnswers cache(ReadCache cache) {
        return new EntityAnswers(rows, stores, personal, contacts, unreadable, cache, past);
    }

    public List<Shown<?>> all() {
        return all;
    }
}
