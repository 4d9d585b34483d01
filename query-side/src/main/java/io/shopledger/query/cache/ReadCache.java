package io.shopledger.query.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.shopledger.StoreId;
import io.shopledger.query.past.PastRows;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Answers made of rows, kept in this process, then in Redis where there is one. A key carries the rows' generation: an
 * answer that a commit made untrue is never asked for again; one of a moment goes with them, for redactions. What is kept holds personal fields sealed or not at all.
 */
@Component
public class ReadCache {
    static final Duration KEPT = Duration.ofSeconds(300);

    /** To be raised when answers of one question take another form: processes of two versions may share a Redis. */
    private static final int FORM = 2;

    private static final long MOST_CHARACTERS = 32_000_000;
    private static final int MOST_CHARACTERS_OF_ONE = 2_000_000;

    private final Generations generations;
    private final PastRows past;
    private final Optional<RedisTier> redis;
    private final Cache<String, String> here = Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumWeight(MOST_CHARACTERS)
            .weigher((String key, String answer) -> key.length() + answer.length())
            .build();

    @Autowired
    ReadCache(Generations generations, PastRows past, ObjectProvider<RedisTier> redis) {
        this(generations, past, Optional.ofNullable(redis.getIfAvailable()));
    }

    ReadCache(Generations generations, PastRows past, Optional<RedisTier> redis) {
        this.generations = generations;
        this.past = past;
        this.redis = redis;
    }

    /** As below, of what is made of one kind's rows alone. */
    public String get(StoreId store, String kind, String question, Supplier<String> answer) {
        return get(store, kind, List.of(), question, answer);
    }

    /**
     * @param others kinds of whose rows the answer is made as well
     * @param question what is asked of the store's rows, in full: the same question has the same answer
     * @param answer asks the database; its failures are the caller's
     */
    public String get(StoreId store, String kind, Collection<String> others, String question, Supplier<String> answer) {
        String generation = current(store, kind, others);
        String asked = past.asked().map(rows -> rows.schema() + " " + question).orElse(question);
        String key = "shopledger:%d:%s:%s:%s:%s".formatted(FORM, generation, kind, store, hash(asked));
        String known = here.getIfPresent(key);
        if (known != null) {
            return known;
        }
        Optional<String> elsewhere = redis.flatMap(tier -> tier.get(key));
        if (elsewhere.isPresent()) {
            here.put(key, elsewhere.get());
            return elsewhere.get();
        }
        String found = past.read(answer);
        if (found.length() <= MOST_CHARACTERS_OF_ONE
                && current(store, kind, others).equals(generation)) {
            here.put(key, found);
            redis.ifPresent(tier -> tier.put(key, found));
        }
        return found;
    }

    private String current(StoreId store, String kind, Collection<String> others) {
        StringBuilder all = new StringBuilder(generations.current(store, kind));
        others.forEach(other -> all.append('+').append(other).append('=').append(generations.current(store, other)));
        return all.toString();
    }

    /** A question may hold whatever a caller gave as a filter. */
    private static String hash(String question) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(question.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
