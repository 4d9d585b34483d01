package io.shopledger.query.rebuild;

/** One process's hold on a rebuild, from taking it to its end or loss. */
final class Hold {
    private final long rebuild;
    private final String holder;
    private volatile boolean lost;

    Hold(long rebuild, String holder) {
        this.rebuild = rebuild;
        this.holder = holder;
    }

    long rebuild() {
        return rebuild;
    }

    String holder() {
        return holder;
    }

    void lose() {
        lost = true;
    }

    /** @throws NoLongerOurs when there is nothing more to be done here */
    void check() {
        if (lost) {
            throw new NoLongerOurs();
        }
    }
}
