package io.shopledger.order;

import io.shopledger.ById;
import io.shopledger.MoneyBag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What later revisions of the mapping tell of a shipping line beside its {@link ShippingLine}.
 *
 * @param id of the shipping line
 * @param isRemoved whether it was taken off the order
 * @param currentDiscountedPrice after discounts, less what was refunded
 */
public record ShippingDetails(
        long id,
        @Nullable String carrierIdentifier,
        @Nullable Boolean isRemoved,
        @Nullable MoneyBag currentDiscountedPrice,
        List<DiscountAllocation> discountAllocations,
        List<TaxLine> taxLines) {

    public ShippingDetails {
        discountAllocations = ById.sorted(discountAllocations, DiscountAllocation.ORDER);
        taxLines = ById.sorted(taxLines, TaxLine.ORDER);
    }
}
