package io.shopledger.simulator.truth;

/** Where a new product's ids come from. */
interface Numbers {
    long product();

    long variant(int index);

    long item(int index);

    long media(int index);

    long option(int index);

    static Numbers ofSeed(int number) {
        return new Numbers() {
            @Override
            public long product() {
                return SeedIds.product(number);
            }

            @Override
            public long variant(int index) {
                return SeedIds.variant(number, index);
            }

            @Override
            public long item(int index) {
                return SeedIds.item(number, index);
            }

            @Override
            public long media(int index) {
                return SeedIds.media(number, index);
            }

            @Override
            public long option(int index) {
                return SeedIds.option(number, index);
            }
        };
    }

    static Numbers fresh(Ids ids) {
        return new Numbers() {
            @Override
            public long product() {
                return ids.next();
            }

            @Override
            public long variant(int index) {
                return ids.next();
            }

            @Override
            public long item(int index) {
                return ids.next();
            }

            @Override
            public long media(int index) {
                return ids.next();
            }

            @Override
            public long option(int index) {
                return ids.next();
            }
        };
    }
}
