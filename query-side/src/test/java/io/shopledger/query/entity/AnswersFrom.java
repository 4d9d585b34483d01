package io.shopledger.query.entity;

import io.shopledger.query.cache.ReadCache;
import io.shopledger.query.http.ConnectedStores;
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
    private final List<Shown<?>> all;

    AnswersFrom(
            EntityReader rows,
            ConnectedStores stores,
            PersonalFields personal,
            Contacts contacts,
            UnreadableRows unreadable,
            List<Shown<?>> all) {
        this.rows = rows;
        this.stores = stores;
        this.personal = personal;
        this.contacts = contacts;
        this.unreadable = unreadable;
        this.all = all;
    }

    public EntityAnswers cache(ReadCache cache) {
        return new EntityAnswers(rows, stores, personal, contacts, unreadable, cache);
    }

    public List<Shown<?>> all() {
        return all;
    }
}
