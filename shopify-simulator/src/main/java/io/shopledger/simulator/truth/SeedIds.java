package io.shopledger.simulator.truth;

/** The ids of what a store begins with, by its number. */
final class SeedIds {
    private static final long PRODUCTS = 8_200_000_000_000L;
    private static final long VARIANTS = 44_300_000_000_000L;
    private static final long ITEMS = 46_400_000_000_000L;
    private static final long MEDIA = 34_500_000_000_000L;
    private static final long OPTIONS = 10_600_000_000_000L;
    private static final long CUSTOMERS = 7_100_000_000_000L;
    /** Shopify's ids are not dense either. */
    private static final long STEP = 32_768;

    private static final int MOST_VARIANTS = 256;

    private SeedIds() {}

    static long product(int number) {
        return PRODUCTS + number * STEP;
    }

    static long variant(int number, int index) {
        return VARIANTS + part(number, index);
    }

    static long item(int number, int index) {
        return ITEMS + part(number, index);
    }

    static long media(int number, int index) {
        return MEDIA + part(number, index);
    }

    static long option(int number, int index) {
        return OPTIONS + part(number, index);
    }

    static long customer(int number) {
        return CUSTOMERS + number * STEP;
    }

    private static long part(int number, int index) {
        return ((long) number * MOST_VARIANTS + index) * 1_024;
    }
}
