package io.shopledger.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthTest {
    @TempDir
    Path folder;

    private final List<Change> told = new ArrayList<>();

    @Test
    void changesOfOneSecond_triggerOneAfterTheOther() {
        Truth truth = new Truth(Ordinary.seed(20), Ordinary.STANDING, null, told::add);
        for (int i = 0; i < 500; i++) {
            truth.change();
        }
        Instant before = Instant.EPOCH;
        for (Change change : told) {
            assertThat(change.entity().triggeredAt()).isAfter(before);
            before = change.entity().triggeredAt();
        }
        assertThat(told.stream().map(change -> change.entity().updated()).distinct())
                .contains(Ordinary.START);
    }

    @Test
    void changes_tellAllTopicsAndNeverGoBack() {
        Truth truth = new Truth(Ordinary.seed(200), Ordinary.STANDING, null, told::add);
        for (int i = 0; i < 3_000; i++) {
            truth.change();
        }
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        Map<String, Instant> updated = new HashMap<>();
        for (Change change : told) {
            topics.addAll(change.topics());
            if (change.topics().stream().allMatch(topic -> !topic.wire().endsWith("/delete"))) {
                Instant now = change.entity().updated();
                Instant before = updated.put(
                        change.entity().kind() + " " + change.entity().id(), now);
                assertThat(before == null || !now.isBefore(before)).isTrue();
            }
        }
        truth.uninstall();
        topics.addAll(told.get(told.size() - 1).topics());
        assertThat(topics).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(Topic.DEMANDS)));
    }

    @Test
    void orderIntoWhichATextWasWritten_keepsWhatOnlyGraphQlShows() {
        Truth truth = new Truth(Ordinary.seed(20), Ordinary.STANDING, null, told::add);
        Entity before = truth.snapshot(Kind.ORDER).stream()
                .filter(order -> order.whole().path("customer").path("id").isNumber())
                .findFirst()
                .orElseThrow();

        assertThat(truth.write(before.whole().at("/customer/id").asLong(), "a text"))
                .isTrue();

        Entity after = truth.snapshot(Kind.ORDER).stream()
                .filter(order -> order.id() == before.id())
                .findFirst()
                .orElseThrow();
        assertThat(after.whole().get("note").asString()).isEqualTo("a text");
        for (String field : List.of("risk_recommendation", "transactions", "channel")) {
            assertThat(after.whole().get(field))
                    .as(field)
                    .isEqualTo(before.whole().get(field));
        }
        assertThat(after.whole().get("risk_recommendation").isString()).isTrue();
    }

    @Test
    void deleted_isGoneAndToldByItsIdAlone() {
        Truth truth = new Truth(Ordinary.seed(200), Ordinary.STANDING, null, told::add);
        Change deletion = changeUntilDeletion(truth);

        assertThat(truth.snapshot(Kind.ORDER))
                .noneMatch(order -> order.id() == deletion.entity().id());
        assertThat(deletion.entity().body().bytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"id\":" + deletion.entity().id() + "}");
    }

    @Test
    void reset_isTheSeedAgain() {
        Truth truth = Ordinary.truth(100);
        Set<String> before = texts(truth);
        for (int i = 0; i < 200; i++) {
            truth.change();
        }
        assertThat(texts(truth)).isNotEqualTo(before);

        truth.reset();

        assertThat(texts(truth)).isEqualTo(before);
    }

    @Test
    void endedAbruptly_journalGivesAllBack() throws Exception {
        Path journal = folder.resolve("journal.ndjson");
        Truth truth = new Truth(Ordinary.seed(100), Ordinary.STANDING, journal, told::add);
        changeUntilDeletion(truth);
        Files.writeString(journal, "{\"last_id\":63000,\"order\":{\"id\":", StandardOpenOption.APPEND);

        Truth restored = new Truth(otherSeed(), Ordinary.STANDING, journal, told::add);

        assertThat(texts(restored)).isEqualTo(texts(truth));
        Set<Long> used = new HashSet<>();
        told.forEach(change -> used.add(change.entity().id()));
        told.clear();
        for (int i = 0; i < 100; i++) {
            restored.change();
        }
        assertThat(told)
                .filteredOn(change -> change.topics().contains(Topic.ORDERS_CREATE))
                .isNotEmpty()
                .noneMatch(change -> used.contains(change.entity().id()));
        assertThat(texts(new Truth(otherSeed(), Ordinary.STANDING, journal, told::add)))
                .isEqualTo(texts(restored));
    }

    @Test
    void resetWithJournal_restartsFromTheSeed() {
        Path journal = folder.resolve("journal.ndjson");
        Truth truth = new Truth(Ordinary.seed(50), Ordinary.STANDING, journal, told::add);
        Set<String> seeded = texts(truth);
        changeUntilDeletion(truth);
        truth.reset();

        assertThat(texts(new Truth(otherSeed(), Ordinary.STANDING, journal, told::add)))
                .isEqualTo(seeded);
    }

    @Test
    void journalOfAnotherShop_isRefused() {
        Path journal = folder.resolve("journal.ndjson");
        new Truth(Ordinary.seed(1), Ordinary.STANDING, journal, told::add).close();
        Seed other = new Seed("other.myshopify.com", 7, 1, 50, 40, Ordinary.START);

        assertThatThrownBy(() -> new Truth(other, Ordinary.STANDING, journal, told::add))
                .hasMessageContaining("demo.myshopify.com");
    }

    @Test
    void retold_changedOrdersAreUpdatesAndDeletionsAreRepeated() {
        Truth truth = new Truth(Ordinary.seed(100), Ordinary.STANDING, null, told::add);
        assertThat(truth.retell(Set.of(Kind.ORDER), () -> {}))
                .hasSize(100)
                .allMatch(change -> change.topics().equals(List.of(Topic.ORDERS_CREATE)));

        Change deletion = changeUntilDeletion(truth);

        List<Change> retold = truth.retell(Set.of(Kind.ORDER), () -> {});
        assertThat(retold).hasSize(truth.size(Kind.ORDER) + 1);
        assertThat(retold.get(retold.size() - 1).entity().triggeredAt())
                .isEqualTo(deletion.entity().triggeredAt());
        assertThat(retold).anyMatch(change -> change.topics().equals(List.of(Topic.ORDERS_UPDATED)));
    }

    private Change changeUntilDeletion(Truth truth) {
        while (true) {
            truth.change();
            Change last = told.get(told.size() - 1);
            if (last.topics().contains(Topic.ORDERS_DELETE)) {
                return last;
            }
        }
    }

    /** What the command line says does not matter where there is a journal. */
    private static Seed otherSeed() {
        return new Seed("demo.myshopify.com", 99, 3, 50, 40, Ordinary.START.plusSeconds(99));
    }

    private static Set<String> texts(Truth truth) {
        Set<String> texts = new HashSet<>();
        for (Kind kind : Kind.values()) {
            for (Entity entity : truth.snapshot(kind)) {
                texts.add(new String(entity.body().bytes(), StandardCharsets.UTF_8));
                texts.add(entity.whole().toString());
            }
        }
        return texts;
    }
}
