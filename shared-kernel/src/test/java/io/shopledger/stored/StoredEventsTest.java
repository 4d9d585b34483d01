package io.shopledger.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.customer.CustomerExamples;
import io.shopledger.inventory.InventoryExamples;
import io.shopledger.order.OrderEvent;
import io.shopledger.order.OrderExamples;
import io.shopledger.product.ProductExamples;
import io.shopledger.store.StoreExamples;
import io.shopledger.sync.SyncExamples;
import io.shopledger.write.ProductWriteExamples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * What is stored can be read for good. Each revision of each event has an example, {@code order.OrderPlaced.r1.json}; an
 * example is never changed, for events like it are stored.
 */
class StoredEventsTest {
    private static final StoredNames NAMES = new StoredNames(List.of());

    static Stream<Object> examples() {
        return Stream.of(
                        StoreExamples.oneOfEach(),
                        ProductExamples.oneOfEach(),
                        OrderExamples.oneOfEach(),
                        CustomerExamples.oneOfEach(),
                        InventoryExamples.oneOfEachOfItems(),
                        InventoryExamples.oneOfEachOfLevels(),
                        SyncExamples.oneOfEach(),
                        ProductWriteExamples.oneOfEach())
                .flatMap(List::stream);
    }

    static Stream<Class<?>> types() {
        return StoredNames.FAMILIES.values().stream().flatMap(family -> Arrays.stream(family.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void storedExample_isReadAsItWasMeant(Object expected) throws IOException {
        Class<?> type =
                NAMES.typeOf(NAMES.nameOf(expected.getClass()).orElseThrow()).orElseThrow();

        assertThat(StoredJson.MAPPER.readValue(stored(expected.getClass()), type))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void storedExampleWrittenAgain_isTheSameJson(Object expected) throws IOException {
        String stored = stored(expected.getClass());
        Object event = StoredJson.MAPPER.readValue(stored, expected.getClass());

        assertThat(StoredJson.MAPPER.readTree(StoredJson.MAPPER.writeValueAsString(event)))
                .isEqualTo(asItIsRead(stored));
    }

    /** Fields that came later need no revision of the event; examples with them are {@code order.OrderPlaced.r1.later.json}. */
    static Stream<Object> laterExamples() {
        return Stream.of(
                        OrderExamples.withWhatCameLater(),
                        ProductExamples.withWhatCameLater(),
                        CustomerExamples.withWhatCameLater(),
                        InventoryExamples.levelsWithWhatCameLater(),
                        ProductWriteExamples.withWhatCameLater())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("laterExamples")
    void storedExampleWithWhatCameLater_isReadAsItWasMeant_andWrittenTheSame(Object expected) throws IOException {
        String stored = stored(expected.getClass(), ".later");
        Object event = StoredJson.MAPPER.readValue(stored, expected.getClass());

        assertThat(event).isEqualTo(expected);
        assertThat(StoredJson.MAPPER.readTree(StoredJson.MAPPER.writeValueAsString(event)))
                .isEqualTo(asItIsRead(stored));
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeOfEvent_hasAStoredExampleOfItsRevision(Class<?> type) throws IOException {
        assertThat(stored(type)).isNotBlank();
        assertThat(examples().map(Object::getClass)).as("expected objects").contains(type);
    }

    @Test
    void storedExamples_areOnlyOfTypesThatThereAre() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/stored-events"))) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\.r\\d+(\\.later)?\\.json$", "")))
                    .allSatisfy(name -> assertThat(NAMES.typeOf(name)).as(name).isPresent());
        }
    }

    @Test
    void propertyAddedByALaterRevision_isIgnored() throws IOException {
        String later = stored(OrderEvent.OrderReturned.class).replaceFirst("\\{", "{\"weather\": {\"sun\": true},");

        assertThat(StoredJson.MAPPER.readValue(later, OrderEvent.OrderReturned.class))
                .isEqualTo(new OrderEvent.OrderReturned(OrderExamples.ID, OrderExamples.BY_SYNC));
    }

    @Test
    void moneyOfAStoredEvent_isTextInPlainNotation() throws IOException {
        assertThat(StoredJson.MAPPER
                        .readTree(stored(OrderEvent.OrderPlaced.class))
                        .at("/record/total_price/shop")
                        .toString())
                .isEqualTo("{\"amount\":\"430.4\",\"currency\":\"EUR\"}");
    }

    /** How parcels are tracked was stored in the open once. It is personal, and not read any more. */
    private static JsonNode asItIsRead(String stored) {
        return StoredJson.MAPPER.readTree(
                stored.replaceAll("(?s),\\s*\"tracking_(numbers|urls)\"\\s*:\\s*\\[[^]]*]", ""));
    }

    @Test
    void trackingThatWasStoredInTheOpen_isNotReadAnyMore() throws IOException {
        String stored = stored(OrderEvent.OrderPlaced.class);

        assertThat(stored).contains("00340434161094042557");
        assertThat(StoredJson.MAPPER
                        .readValue(stored, OrderEvent.OrderPlaced.class)
                        .toString())
                .contains("DHL")
                .doesNotContain("00340434161094042557");
    }

    private static String stored(Class<?> type) throws IOException {
        return stored(type, "");
    }

    private static String stored(Class<?> type, String which) throws IOException {
        Revision revision = type.getAnnotation(Revision.class);
        assertThat(revision).as("revision of " + type).isNotNull();
        String file =
                "/stored-events/%s.r%s%s.json".formatted(NAMES.nameOf(type).orElseThrow(), revision.value(), which);
        try (InputStream json = StoredEventsTest.class.getResourceAsStream(file)) {
            assertThat(json).as("stored example " + file).isNotNull();
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
