package io.shopledger.order;

import io.shopledger.MoneyBag;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a line got of a discount.
 *
 * @param application the discount's place in the order's list, from 0
 */
public record DiscountAllocation(
        @Nullable Long application, @Nullable MoneyBag amount) {

    /** They have no ids, and each discount is allocated once to a line. */
    static final Comparator<DiscountAllocation> ORDER = Comparator.comparing(
                    DiscountAllocation::application, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(String::valueOf);
}
