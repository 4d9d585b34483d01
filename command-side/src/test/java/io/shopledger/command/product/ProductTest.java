package io.shopledger.command.product;

import static io.shopledger.command.order.OrderFacts.MONDAY;
import static io.shopledger.command.order.OrderFacts.TUESDAY;
import static io.shopledger.command.order.OrderFacts.TUESDAY_NOON;
import static io.shopledger.command.product.ProductFacts.BLUE;
import static io.shopledger.command.product.ProductFacts.COLOUR;
import static io.shopledger.command.product.ProductFacts.GREEN;
import static io.shopledger.command.product.ProductFacts.HATS;
import static io.shopledger.command.product.ProductFacts.ID;
import static io.shopledger.command.product.ProductFacts.PICTURE;
import static io.shopledger.command.product.ProductFacts.RED;
import static io.shopledger.command.product.ProductFacts.dearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.Money;
import io.shopledger.change.Change;
import io.shopledger.change.DetailChange;
import io.shopledger.change.ListChange;
import io.shopledger.command.observation.Entities;
import io.shopledger.product.MediaVariants;
import io.shopledger.product.ProductCommand.ObserveProduct;
import io.shopledger.product.ProductCommand.ObserveProductRemoval;
import io.shopledger.product.ProductEvent.PriceChange;
import io.shopledger.product.ProductEvent.ProductDetailsChanged;
import io.shopledger.product.ProductEvent.ProductLearned;
import io.shopledger.product.ProductEvent.ProductListed;
import io.shopledger.product.ProductEvent.ProductMediaChanged;
import io.shopledger.product.ProductEvent.ProductOptionsChanged;
import io.shopledger.product.ProductEvent.ProductPriceChanged;
import io.shopledger.product.ProductEvent.ProductRemoved;
import io.shopledger.product.ProductEvent.ProductReturned;
import io.shopledger.product.ProductEvent.ProductStatusChanged;
import io.shopledger.product.ProductEvent.ProductVariantsChanged;
import io.shopledger.product.ProductEvent.VariantChange;
import io.shopledger.product.ProductExamples;
import io.shopledger.product.ProductOption;
import io.shopledger.product.ProductRecord;
import io.shopledger.product.ProductVariant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

class ProductTest {
    private static final Money PRICE_20 = new Money("20", null);
    private static final Money PRICE_25 = new Money("25", null);

    private final AggregateTestFixture<Product> product = new AggregateTestFixture<>(Product.class);

    {
        product.registerAnnotatedCommandHandler(new Observer(product.getRepository()));
    }

    private record Observer(Repository<Product> all) {
        @CommandHandler
        void handle(ObserveProduct seen) {
            Entities.observe(all, Product::new, seen);
        }

        @CommandHandler
        void handle(ObserveProductRemoval seen) {
            Entities.remove(all, Product::new, seen);
        }
    }

    @Test
    void seenFirst_isListedWhole() {
        product.givenNoPriorActivity()
                .when(seen(HATS))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new ProductListed(ID, HATS, TUESDAY));
    }

    @Test
    void equalToWhatIsKnown_changesNothing() {
        when(HATS, HATS).expectNoEvents();
    }

    @Test
    void dearer_isAPriceAndNoChangeOfVariants() {
        when(HATS, HATS.with(Map.of("variants", List.of(dearer(RED), BLUE))))
                .expectEvents(new ProductPriceChanged(
                        ID, List.of(new PriceChange(11, new Change<>(PRICE_20, PRICE_25), null)), TUESDAY));
    }

    @Test
    void dearerAndRenamedAtOnce_tellsEachOnce() {
        ProductVariant renamed = ProductVariant.FIELDS.with(dearer(RED), Map.of("sku", "HAT-RED"));

        when(HATS, HATS.with(Map.of("variants", List.of(renamed, BLUE))))
                .expectEvents(
                        new ProductPriceChanged(
                                ID, List.of(new PriceChange(11, new Change<>(PRICE_20, PRICE_25), null)), TUESDAY),
                        new ProductVariantsChanged(
                                ID,
                                List.of(),
                                List.of(),
                                List.of(new VariantChange(
                                        11, List.of(new DetailChange("sku", "HAT-11", "HAT-RED")), List.of())),
                                TUESDAY));
    }

    @Test
    void variantReplaced_isAddedAndRemovedWithItsPrice() {
        when(HATS, HATS.with(Map.of("variants", List.of(RED, GREEN))))
                .expectEvents(new ProductVariantsChanged(ID, List.of(GREEN), List.of(BLUE), List.of(), TUESDAY));
    }

    @Test
    void reduced_tellsWhatItCostBefore() {
        Money before = new Money("30", null);

        when(
                        HATS,
                        HATS.with(Map.of(
                                "variants",
                                List.of(ProductVariant.FIELDS.with(RED, Map.of("compare_at_price", before)), BLUE))))
                .expectEvents(new ProductPriceChanged(
                        ID, List.of(new PriceChange(11, null, new Change<>(null, before))), TUESDAY));
    }

    @Test
    void archived_isAStatusAndNoDetail() {
        when(HATS, HATS.with(Map.of("status", "ARCHIVED")))
                .expectEvents(new ProductStatusChanged(ID, "ACTIVE", "ARCHIVED", TUESDAY));
    }

    @Test
    void renamedAndTagged_areDetails() {
        when(HATS, HATS.with(Map.of("title", "Caps", "tags", List.of("winter", "new"))))
                .expectEvents(new ProductDetailsChanged(
                        ID,
                        List.of(new DetailChange("title", "Hats", "Caps")),
                        List.of(new ListChange("tags", List.of("summer"), List.of("new", "winter"))),
                        TUESDAY));
    }

    @Test
    void optionsAndPictures_areToldOneByOne() {
        ProductOption size = new ProductOption(22, "Size", 2L, List.of("S", "L"));

        when(HATS, HATS.with(Map.of("options", List.of(COLOUR, size), "media", List.of())))
                .expectEvents(
                        new ProductOptionsChanged(ID, List.of(new Change<>(null, size)), TUESDAY),
                        new ProductMediaChanged(ID, List.of(new Change<>(PICTURE, null)), List.of(), TUESDAY));
    }

    @Test
    void variantsThatWereNotShown_areLearned_andNotShownAgainStay() {
        ProductRecord part = HATS.only(Set.of("title", "status"));

        when(part, HATS.only(Set.of("title", "status", "variants")))
                .expectEvents(new ProductLearned(ID, HATS.only(Set.of("variants")), TUESDAY));
        when(HATS, part)
                .expectNoEvents()
                .expectState(now -> assertThat(now.known()).isEqualTo(HATS));
    }

    @Test
    void gone_isToldOnce_andKeepsItsRecord() {
        var gone = new ObserveProductRemoval(ID, "products/delete", TUESDAY_NOON, TUESDAY);

        product.given(known(HATS))
                .when(gone)
                .expectEvents(new ProductRemoved(ID, "products/delete", TUESDAY))
                .expectNotMarkedDeleted()
                .expectState(now -> assertThat(now.known()).isEqualTo(HATS));
        product.given(known(HATS), new ProductRemoved(ID, "products/delete", MONDAY))
                .when(gone)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void foundAgain_isBack_andOnlyWhatIsDifferentIsTold() {
        product.given(known(HATS), new ProductRemoved(ID, "products/delete", MONDAY))
                .when(seen(HATS))
                .expectEvents(new ProductReturned(ID, TUESDAY));
    }

    @Test
    void historyOfTheOlderMapping_isLearnedNotChanged() {
        ProductRecord today = ProductExamples.WHOLE_TODAY;
        Set<String> since = new TreeSet<>(ProductRecord.FIELDS.entityFields());
        since.removeIf(field -> today.since(field) < 2);

        when(ProductExamples.WHOLE, today)
                .expectEvents(new ProductLearned(ID, today.only(since), TUESDAY))
                .expectState(now -> assertThat(now.known()).isEqualTo(today));
    }

    @Test
    void pictureShownByAnotherVariant_isAChangeOfMedia() {
        ProductRecord before = ProductExamples.WHOLE_TODAY;
        MediaVariants shown = before.mediaVariants().get(0);
        MediaVariants byAnother = new MediaVariants(shown.id(), List.of(7L));

        when(before, before.with(Map.of("media_variants", List.of(byAnother), "seo_title", "Cheap")))
                .expectEvents(
                        new ProductMediaChanged(ID, List.of(), List.of(new Change<>(shown, byAnother)), TUESDAY),
                        new ProductDetailsChanged(
                                ID,
                                List.of(new DetailChange("seo_title", "Buy sunglasses", "Cheap")),
                                List.of(),
                                TUESDAY));
    }

    private static ProductListed known(ProductRecord record) {
        return new ProductListed(ID, record, MONDAY);
    }

    private static ObserveProduct seen(ProductRecord record) {
        return new ObserveProduct(ID, record, TUESDAY_NOON, TUESDAY_NOON, TUESDAY, false);
    }

    private ResultValidator<Product> when(ProductRecord before, ProductRecord now) {
        return product.given(known(before)).when(seen(now)).expectSuccessfulHandlerExecution();
    }
}
