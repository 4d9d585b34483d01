package io.shopledger.simulator.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What a product is sold as when it is new.
 *
 * @param variants their titles; a single one without a title where the product has none
 * @param price in the shop's minor units
 * @param noSku whether its variants have an empty one
 */
record Article(
        String title, String vendor, List<String> variants, boolean colours, long price, int grams, boolean noSku) {
    private static final List<String> KINDS =
            List.of("Classic", "Café", "Übergroß", "Slim", "夏の", "Recycled", "Deluxe");
    static final List<String> THINGS =
            List.of("T-Shirt", "Mug", "Lounger", "Tea 茶", "Notebook", "Lamp", "Jeans", "Crème", "Poster 18\" × 24\"");
    private static final List<String> SIZES = List.of("S", "M", "L", "XL / Rød");
    /** One product in so many has more variants than a webhook shows. */
    private static final int HUGE = 400;

    private static final int HUGE_SIZES = 13;
    private static final int HUGE_COLOURS = 10;

    static final String NO_VARIANT = "Default Title";

    static Article of(Random random, int number) {
        random.nextInt(); // the first number of neighbouring seeds is nearly the same
        String title = "%s %s %d"
                .formatted(
                        KINDS.get(random.nextInt(KINDS.size())), THINGS.get(random.nextInt(THINGS.size())), number + 1);
        long price = random.nextInt(24_000) + 199;
        int grams = random.nextInt(40) * 50;
        List<String> variants = random.nextBoolean() ? SIZES : List.of(NO_VARIANT);
        boolean noSku = random.nextInt(9) == 0;
        boolean huge = number % HUGE == HUGE - 1;
        return new Article(title, "Ateliér №" + number % 12, huge ? matrix() : variants, huge, price, grams, noSku);
    }

    @Nullable
    String sku(int number, int variant) {
        return noSku ? "" : "SKU-%05d-%d".formatted(number + 1, variant);
    }

    private static List<String> matrix() {
        List<String> titles = new ArrayList<>();
        for (int size = 0; size < HUGE_SIZES; size++) {
            for (int colour = 0; colour < HUGE_COLOURS; colour++) {
                titles.add("%d / Hue %d".formatted(30 + size, colour));
            }
        }
        return titles;
    }
}
