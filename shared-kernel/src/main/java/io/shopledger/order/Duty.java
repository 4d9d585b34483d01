package io.shopledger.order;

import io.shopledger.ById;
import io.shopledger.MoneyBag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a line costs at the border, and the taxes on that. */
public record Duty(
        long id,
        @Nullable String harmonizedSystemCode,
        @Nullable String countryCodeOfOrigin,
        @Nullable MoneyBag price,
        List<TaxLine> taxLines) {

    public Duty {
        taxLines = ById.sorted(taxLines, TaxLine.ORDER);
    }
}
