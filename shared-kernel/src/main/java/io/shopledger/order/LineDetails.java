package io.shopledger.order;

import io.shopledger.ById;
import io.shopledger.TextSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What later revisions of the mapping tell of a line beside its {@link OrderLine}.
 *
 * @param id of the order's line
 * @param name the title with the variant's, as people read it
 * @param channelLiableTaxes titles of the line's taxes that the channel owes, and not the shop
 */
public record LineDetails(
        long id,
        @Nullable String name,
        List<DiscountAllocation> discountAllocations,
        List<Duty> duties,
        List<String> channelLiableTaxes) {

    public LineDetails {
        discountAllocations = ById.sorted(discountAllocations, DiscountAllocation.ORDER);
        duties = ById.sorted(duties, Duty::id);
        channelLiableTaxes = TextSet.of(channelLiableTaxes);
    }
}
