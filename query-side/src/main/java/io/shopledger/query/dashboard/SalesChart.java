package io.shopledger.query.dashboard;

import io.shopledger.query.figures.Sales;
import java.math.BigDecimal;
import java.util.List;

/**
 * Sales as bars, each day's net and beside it what went back.
 *
 * @param others in how many orders in other currencies, which are left out
 */
record SalesChart(String currency, String timeZone, Sales.Amounts total, long others, List<Bar> bars) {

    /**
     * One day.
     *
     * @param sold height of what was sold, in percent of the highest day
     * @param back height of what was refunded or cancelled on that day
     */
    record Bar(String date, Sales.Amounts amounts, double sold, double back) {}

    static SalesChart of(Sales sales) {
        BigDecimal highest = sales.days().stream()
                .flatMap(day -> List.of(number(day.amounts().sold()), back(day.amounts())).stream())
                .reduce(BigDecimal.ONE, BigDecimal::max);
        return new SalesChart(
                sales.currency(),
                sales.timeZone(),
                sales.total(),
                sales.others().stream().mapToLong(Sales.OtherCurrency::orders).sum(),
                sales.days().stream()
                        .map(day -> new Bar(
                                day.date().toString(),
                                day.amounts(),
                                height(number(day.amounts().sold()), highest),
                                height(back(day.amounts()), highest)))
                        .toList());
    }

    private static BigDecimal back(Sales.Amounts day) {
        return number(day.refunded()).add(number(day.cancelled()));
    }

    private static BigDecimal number(String amount) {
        return new BigDecimal(amount);
    }

    private static double height(BigDecimal amount, BigDecimal highest) {
        return Math.round(amount.doubleValue() / highest.doubleValue() * 1_000) / 10.0;
    }
}
