package io.shopledger.command.observation;

import static io.shopledger.command.product.ProductFacts.BLUE;
import static io.shopledger.command.product.ProductFacts.GREEN;
import static io.shopledger.command.product.ProductFacts.HATS;
import static io.shopledger.command.product.ProductFacts.ID;
import static io.shopledger.command.product.ProductFacts.RED;
import static io.shopledger.command.product.ProductFacts.dearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.Origin;
import io.shopledger.command.product.Products;
import io.shopledger.observation.Observation;
import io.shopledger.observation.Removal;
import io.shopledger.observation.Seen;
import io.shopledger.product.ProductCommand.ObserveProduct;
import io.shopledger.product.ProductCommand.ObserveProductRemoval;
import io.shopledger.product.ProductEvent;
import io.shopledger.product.ProductFold;
import io.shopledger.product.ProductRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class ProductConvergencePropertiesTest extends ConvergenceProperties<ProductRecord, ProductEvent> {
    private static final List<ProductRecord> CONTENTS = List.of(
            HATS,
            HATS.with(Map.of("status", "ARCHIVED", "variants", List.of(dearer(RED), BLUE))),
            HATS.with(Map.of("title", "Caps", "variants", List.of(RED, GREEN), "tags", List.of())));

    private static final Set<String> WITHOUT_VARIANTS = ProductRecord.FIELDS.entityFields().stream()
            .filter(field -> !field.equals("variants"))
            .collect(Collectors.toSet());

    @Property(tries = TRIES)
    void someShowOnlyAPart_endInTheTruthOrInADoubtThatOneReadSettles(@ForAll("partlyShown") Arrival arrival) {
        OneEntity<ProductRecord, ProductEvent> product = entity();

        hear(product, arrival);

        product.isConsistent();
        History history = arrival.history();
        if (history.deletion() == null && !product.mark().unsettled()) {
            assertThat(product.known()).isEqualTo(CONTENTS.get(history.truth().content()));
        }
        product.decide(lastRead(history));
        endedInTheTruth(product, history);
    }

    @Provide
    Arbitrary<Arrival> partlyShown() {
        return histories(true)
                .flatMap(history -> Arbitraries.of(true, false)
                        .list()
                        .ofSize(history.webhooks().size())
                        .map(partly -> new History(
                                history.states(),
                                IntStream.range(0, partly.size())
                                        .mapToObj(i -> partly.get(i)
                                                ? part(history.webhooks().get(i))
                                                : history.webhooks().get(i))
                                        .toList(),
                                history.deletion())))
                .flatMap(history -> copies(history, 1, 2));
    }

    private Observation part(Observation whole) {
        ProductRecord record = ((ObserveProduct) whole).record();
        return seen(record.only(WITHOUT_VARIANTS), whole.updatedAt(), whole.triggeredAt(), whole.origin(), true);
    }

    @Override
    List<ProductRecord> contents() {
        return CONTENTS;
    }

    @Override
    OneEntity<ProductRecord, ProductEvent> entity() {
        return new OneEntity<>(ID, Products::on, ProductFold::after);
    }

    @Override
    Seen<ProductRecord> seen(
            ProductRecord record,
            @Nullable Instant updatedAt,
            @Nullable Instant triggeredAt,
            Origin origin,
            boolean partial) {
        return new ObserveProduct(ID, record, updatedAt, triggeredAt, origin, partial);
    }

    @Override
    Removal removal(String evidence, @Nullable Instant triggeredAt, Origin origin) {
        return new ObserveProductRemoval(ID, evidence, triggeredAt, origin);
    }
}
