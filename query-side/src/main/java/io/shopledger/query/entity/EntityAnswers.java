package io.shopledger.query.entity;

import io.shopledger.CanonicalRecord;
import io.shopledger.StoreId;
import io.shopledger.query.cache.ReadCache;
import io.shopledger.query.entity.EntityReader.Found;
import io.shopledger.query.http.BadRequest;
import io.shopledger.query.http.ConnectedStores;
import io.shopledger.query.http.NotFound;
import io.shopledger.query.http.RoleTooLow;
import io.shopledger.query.list.Filter;
import io.shopledger.query.list.ListCall;
import io.shopledger.query.list.Selection;
import io.shopledger.query.list.Wanted;
import io.shopledger.query.past.PastRows;
import io.shopledger.stored.StoredJson;
import io.shopledger.vault.Contacts;
import io.shopledger.vault.PersonalFields;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers for lists and single entities of any kind that is shown, from the cache where it knows them. */
@Component
public class EntityAnswers {
    /** What the API's description says of {@code fields}. */
    public static final String FIELDS =
            "only these fields, separated by commas; where none of them is personal, nothing is opened";

    private static final String OPENS_THE_PAST = "operator";

    private final EntityReader rows;
    private final ConnectedStores stores;
    private final PersonalFields personal;
    private final Contacts contacts;
    private final UnreadableRows unreadable;
    private final ReadCache cache;
    private final PastRows past;
    private final Map<String, KnownFields> known = new ConcurrentHashMap<>();

    EntityAnswers(
            EntityReader rows,
            ConnectedStores stores,
            PersonalFields personal,
            Contacts contacts,
            UnreadableRows unreadable,
            ReadCache cache,
            PastRows past) {
        this.rows = rows;
        this.stores = stores;
        this.personal = personal;
        this.contacts = contacts;
        this.unreadable = unreadable;
        this.cache = cache;
        this.past = past;
    }

    public EntityPage list(Shown<?> shown, Map<String, String> given, HttpServletRequest request) {
        ListCall call = new ListCall(shown.listing(), given);
        requireMayFind(call, request);
        StoreId store = stores.connected(call.storeId());
        int most = call.limit();
        Wanted wanted = call.wanted(store, contacts);
        Selection fields = Selection.of(call.fields(), known(shown).inLists());
        requireHeardOf(shown, wanted);
        return EntityPage.of(cache.get(
                store,
                shown.kind(),
                wanted.othersKinds(),
                question(most, given, wanted),
                () -> page(shown, wanted, most, fields)));
    }

    /** As JSON: no value can be taken for a part of the question. What a contact's address stands for may change. */
    private static String question(int most, Map<String, String> given, Wanted wanted) {
        return StoredJson.MAPPER.writeValueAsString(List.of(
                most,
                new TreeMap<>(given),
                wanted.filters().stream().map(Filter::values).toList()));
    }

    /**
     * The only place where personal fields are opened for an answer; each opening is logged.
     *
     * @param fields those asked for, as given; absent for all
     */
    public EntityView one(Shown<?> shown, long storeId, long id, @Nullable String fields, HttpServletRequest request) {
        StoreId store = stores.connected(storeId);
        KnownFields all = known(shown);
        Selection asked = Selection.of(fields, all.ofOne());
        SealedView known = StoredJson.MAPPER.readValue(
                cache.get(store, shown.kind(), "one " + id, () -> sealed(shown, store, id)), SealedView.class);
        if (known.removedAt() != null) {
            throw new NotFound(
                    "%s %d of store %s was removed from Shopify at %s. What happened to it: /api/v1/audit/%s/%2$d/history?store_id=%3$s"
                            .formatted(capital(shown.one()), id, store, known.removedAt(), shown.kind()));
        }
        if (asked.touches(all.personal())) {
            requireMayOpen(request);
            open(shown, store, id, known, request);
        }
        asked.narrow(known.view());
        return new EntityView(known.view());
    }

    /** A reader opens what is so now, one at a time; former values are for whoever audits. */
    private void requireMayOpen(HttpServletRequest request) {
        if (past.asked().isPresent() && !request.isUserInRole(OPENS_THE_PAST)) {
            throw new RoleTooLow("Personal fields as they were, also of what was changed or removed since, need role"
                    + " operator or admin. Send such a key, or give fields with none that is personal.");
        }
    }

    /** Whom an address once found tells whose it was, as a field would. */
    private void requireMayFind(ListCall call, HttpServletRequest request) {
        if (call.asksForContacts() && past.asked().isPresent() && !request.isUserInRole(OPENS_THE_PAST)) {
            throw new RoleTooLow(
                    "Whom an e-mail address or telephone number belonged to, as of a moment, needs role operator"
                            + " or admin. Send such a key, or ask without that filter.");
        }
    }

    /** A word of Shopify's that we do not know, and that no row has either, was misspelt. */
    private void requireHeardOf(Shown<?> shown, Wanted wanted) {
        for (Filter filter : wanted.filters()) {
            if (filter.unheardOf() != null
                    && rows.list(shown.row(), Wanted.all(wanted.store(), filter), 1)
                            .isEmpty()) {
                throw new BadRequest(filter.unheardOf());
            }
        }
    }

    private KnownFields known(Shown<?> shown) {
        return known.computeIfAbsent(shown.kind(), kind -> KnownFields.of(shown));
    }

    /** @return what is held of an entity, removed or not, its personal fields opened as in {@link #one} */
    public Optional<ObjectNode> held(Shown<?> shown, StoreId store, long id, HttpServletRequest request) {
        return rows.find(shown.row(), store, id).map(row -> {
            SealedView known = view(shown, row);
            open(shown, store, id, known, request);
            if (known.removedAt() != null) {
                known.view().put("removed_at", known.removedAt().toString());
            }
            return known.view();
        });
    }

    /**
     * One entity as it was, in the form of {@link #one}. What is kept elsewhere is left out.
     *
     * @param opening by whom personal fields are to be read, which is logged; absent where they stay out
     */
    public <R extends Record & CanonicalRecord<R>> ObjectNode past(
            Shown<R> shown, StoreId store, long id, EntityState<R> state, @Nullable HttpServletRequest opening) {
        SealedView then = SealedView.of(SealedView.head(shown, store, id), shown.form(), state);
        if (opening != null) {
            open(shown, store, id, then, opening);
        }
        return then.view();
    }

    /** As {@link #past}, of what has no number of its own. @param head with what it is told apart by */
    public static <R extends Record & CanonicalRecord<R>> ObjectNode past(
            ObjectNode head, Form<R> form, EntityState<R> state) {
        return SealedView.of(head, form, state).view();
    }

    private void open(Shown<?> shown, StoreId store, long id, SealedView known, HttpServletRequest request) {
        if (!known.sealed().isEmpty()) {
            String stream = shown.stream(store, id);
            shown.open(
                    known.view(),
                    known.sealed().stream()
                            .map(part -> personal.open(store, stream, part, reader(request)))
                            .toList());
        } else if (known.personalKnown()) {
            shown.nothingPersonal(known.view());
        }
    }

    /**
     * One entity without what is personal.
     *
     * @param removedAt when it was removed; then the view is how it was
     * @param personal whether {@link #one} would open something
     */
    public record Plain(ObjectNode view, @Nullable Instant removedAt, boolean personal) {}

    /** @return empty where there is no row, or none that can be read */
    public Optional<Plain> plain(Shown<?> shown, StoreId store, long id) {
        try {
            SealedView known = StoredJson.MAPPER.readValue(
                    cache.get(store, shown.kind(), "one " + id, () -> sealed(shown, store, id)), SealedView.class);
            return Optional.of(new Plain(
                    known.view(),
                    known.removedAt(),
                    known.removedAt() == null && !known.sealed().isEmpty()));
        } catch (NotFound none) {
            return Optional.empty();
        } catch (RuntimeException failure) {
            unreadable.passedOver(shown.kind(), shown.stream(store, id), failure);
            return Optional.empty();
        }
    }

    /** @return how many of the kind the store has */
    public long count(Shown<?> shown, StoreId store) {
        return Long.parseLong(
                cache.get(store, shown.kind(), "count", () -> Long.toString(rows.count(shown.row(), store))));
    }

    private String page(Shown<?> shown, Wanted wanted, int most, Selection fields) {
        List<? extends Found<? extends EntityRow>> found = rows.list(shown.row(), wanted, most + 1);
        boolean more = found.size() > most;
        List<? extends Found<? extends EntityRow>> page = more ? found.subList(0, most) : found;
        Map<Long, ObjectNode> views = new LinkedHashMap<>();
        page.forEach(one ->
                readable(shown, one.row()).ifPresent(view -> views.put(one.row().id(), view)));
        shown.complete(wanted.store(), views);
        views.values().forEach(fields::narrow);
        ObjectNode json = StoredJson.MAPPER.createObjectNode();
        ArrayNode all = json.putArray(shown.kind());
        views.values().forEach(all::add);
        json.put("next_cursor", more ? wanted.cursorAt(page.get(page.size() - 1).place()) : null);
        return EntityPage.tagged(StoredJson.MAPPER.writeValueAsString(json));
    }

    private String sealed(Shown<?> shown, StoreId store, long id) {
        EntityRow row = rows.find(shown.row(), store, id)
                .orElseThrow(() -> new NotFound(
                        "Store %s has no %s %d that we heard of. List them: /api/v1/%s?store_id=%1$s; the id is Shopify's number of the %2$s, as in its URL."
                                .formatted(store, shown.one(), id, shown.kind())));
        SealedView known = view(shown, row);
        shown.complete(store, Map.of(id, known.view()));
        return StoredJson.MAPPER.writeValueAsString(known);
    }

    /** A page goes on without a row that cannot be read: the others are not to blame, and its cursor passes over it. */
    private Optional<ObjectNode> readable(Shown<?> shown, EntityRow row) {
        try {
            return Optional.of(view(shown, row).view());
        } catch (RuntimeException failure) {
            unreadable.passedOver(shown.kind(), shown.stream(row.store(), row.id()), failure);
            return Optional.empty();
        }
    }

    private static <R extends Record & CanonicalRecord<R>> SealedView view(Shown<R> shown, EntityRow row) {
        return SealedView.of(shown, row);
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String reader(HttpServletRequest request) {
        String user = request.getRemoteUser();
        return user == null ? "local" : user;
    }
}
