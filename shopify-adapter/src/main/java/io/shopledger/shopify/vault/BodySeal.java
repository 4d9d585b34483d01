package io.shopledger.shopify.vault;

import io.shopledger.shopify.vault.BodyKeys.Day;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Webhook bodies as the inbox keeps them: deflated, then sealed under the key of their store's day. The first byte is the format;
 * four for the day follow, as days since 1970. Builds before it sealed under the store's key itself.
 */
public class BodySeal {
    private static final byte UNDER_THE_STORES_KEY = 1;
    private static final byte UNDER_A_DAYS_KEY = 2;
    private static final int HEADER = 1 + Integer.BYTES;
    private static final String BELONGS_TO = "delivery";

    private final StoreKeys stores;
    private final BodyKeys days;

    BodySeal(StoreKeys stores, BodyKeys days) {
        this.stores = stores;
        this.days = days;
    }

    /** @return whether bodies of the store can be kept and opened: not after what is personal of it was erased */
    public boolean knows(long store) {
        return stores.has(store);
    }

    /** @param store the store's number, 0 for a shop that we do not know */
    public byte[] seal(long store, byte[] body) {
        Day today = days.today(store);
        byte[] sealed = Aes.seal(days.made(today), Deflated.of(body), BELONGS_TO);
        return ByteBuffer.allocate(HEADER + sealed.length)
                .put(UNDER_A_DAYS_KEY)
                .putInt((int) today.date().toEpochDay())
                .put(sealed)
                .array();
    }

    public byte[] open(long store, byte[] kept) {
        ByteBuffer rest = ByteBuffer.wrap(kept);
        byte format = kept.length < HEADER ? 0 : rest.get();
        byte[] key = switch (format) {
            case UNDER_THE_STORES_KEY -> stores.of(store);
            case UNDER_A_DAYS_KEY -> ofItsDay(store, LocalDate.ofEpochDay(rest.getInt()));
            default -> throw new IllegalStateException("A delivery in a form that this version does not know");
        };
        byte[] sealed = new byte[rest.remaining()];
        rest.get(sealed);
        return Deflated.plain(Aes.open(key, sealed, BELONGS_TO), 0);
    }

    private byte[] ofItsDay(long store, LocalDate date) {
        byte[] key = days.find(new Day(store, date));
        if (key == null) {
            throw new IllegalStateException(
                    "The key of what came to store %d on %s is destroyed".formatted(store, date));
        }
        return key;
    }

    /** @return empty where nobody can open it any more */
    public Optional<byte[]> ifOurs(long store, byte[] kept) {
        try {
            return Optional.of(open(store, kept));
        } catch (IllegalStateException | Aes.WrongKey lost) {
            return Optional.empty();
        }
    }

    /** @return whether it was sealed on an earlier day, or before days had keys */
    public boolean isFromBefore(LocalDate day, byte[] kept) {
        ByteBuffer header = ByteBuffer.wrap(kept);
        return kept.length < HEADER || header.get() != UNDER_A_DAYS_KEY || header.getInt() < day.toEpochDay();
    }

    public boolean hasKeysFromBefore(LocalDate day) {
        return days.areThereBefore(day);
    }

    /** Nothing that these sealed can be opened from then on, wherever it is. In a transaction. */
    public void destroyKeysFromBefore(LocalDate day) {
        days.destroyBefore(day);
    }
}
