package io.shopledger.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.order.OrderEvent.OrderPlaced;
import io.shopledger.stored.StoredNames.Contribution;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredNamesTest {
    private final StoredNames names = new StoredNames(List.of(snapshot("snapshot.Some", Some.class)));

    private record Some() {}

    private record Other() {}

    @Test
    void storedNames_sayNothingOfWhereTheClassesLive() {
        assertThat(names.all()).isNotEmpty().noneMatch(name -> name.contains("io."));
    }

    @Test
    void everyEventOfTheLanguage_hasANameAndIsFoundByIt() {
        StoredNames.FAMILIES.forEach((room, family) -> assertThat(family.getPermittedSubclasses())
                .isNotEmpty()
                .allSatisfy(type -> {
                    assertThat(names.nameOf(type)).contains(room + "." + type.getSimpleName());
                    assertThat(names.typeOf(room + "." + type.getSimpleName())).contains(type);
                }));
    }

    @Test
    void whatAModuleContributes_isFoundBothWays() {
        assertThat(names.typeOf("snapshot.Some")).contains(Some.class);
        assertThat(names.nameOf(Some.class)).contains("snapshot.Some");
    }

    @Test
    void whatNobodyContributed_isNotOurs() {
        assertThat(names.nameOf(Other.class)).isEmpty();
        assertThat(names.typeOf("snapshot.Other")).isEmpty();
    }

    @Test
    void nameContributedTwice_isRefused() {
        assertThatThrownBy(() -> new StoredNames(
                        List.of(snapshot("snapshot.Some", Some.class), snapshot("snapshot.Some", Other.class))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("snapshot.Some");
    }

    @Test
    void typeContributedUnderTwoNames_isRefused() {
        assertThatThrownBy(() -> new StoredNames(
                        List.of(snapshot("snapshot.Some", Some.class), snapshot("snapshot.Again", Some.class))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("snapshot.Again");
    }

    @Test
    void nameOfTheLanguageContributedAgain_isRefused() {
        assertThatThrownBy(() -> new StoredNames(List.of(snapshot("order.OrderPlaced", Other.class))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("order.OrderPlaced");
        assertThatThrownBy(() -> new StoredNames(List.of(snapshot("order.Placed", OrderPlaced.class))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("order.Placed");
    }

    private static Contribution snapshot(String name, Class<?> type) {
        return new Contribution(Map.of(name, type));
    }
}
