package io.shopledger.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One thing that is done in a store, or asked of it. A history is a list of these; without some of them it is a history
 * still, so that one which breaks the law can be made smaller.
 *
 * @param chance decides all else: of which entity, what it is then, what becomes of its webhooks
 */
public record Step(Act act, long chance) {

    /** What is done. */
    public enum Act {
        LIST_PRODUCT(5),
        EDIT_PRODUCT(7),
        CHANGE_VARIANTS(4),
        PRICE(7),
        DELETE_PRODUCT(3),
        EDIT_ITEM(5),
        STOCK(12),
        DISCONNECT(3),
        CONNECT(3),
        JOIN(3),
        EDIT_CUSTOMER(6),
        DELETE_CUSTOMER(1),
        PLACE(5),
        EDIT_ORDER(6),
        PAY(5),
        FULFIL(5),
        REFUND(3),
        CANCEL(2),
        CLOSE(2),
        DELETE_ORDER(1),
        /** Something is again as it was before. */
        UNDO(6),
        /** Something is saved as it is. */
        TOUCH(3),
        /** Personal data are erased, at Shopify's request. */
        REDACT(1),
        /** A refund or a fulfilment is told by its own webhook. */
        HINT(3),
        /** We read one thing by its id. */
        READ(8),
        /** We read everything, page by page. */
        SWEEP(1),
        /** We have a bulk file made of everything. */
        BULK(1);

        private final int weight;

        Act(int weight) {
            this.weight = weight;
        }
    }

    private static final List<Act> OFTEN = often();

    /** @return the same for the same steps, in every process: a counterexample has to come again */
    public static long seed(List<Step> steps) {
        long seed = 17;
        for (Step step : steps) {
            seed = (31 * seed + step.act().ordinal()) * 31 + step.chance();
        }
        return seed;
    }

    public static Step any(Random chance) {
        return new Step(OFTEN.get(chance.nextInt(OFTEN.size())), chance.nextLong());
    }

    /** @return so many steps, the same for the same seed */
    public static List<Step> some(long seed, int count) {
        Random chance = new Random(seed);
        List<Step> steps = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            steps.add(any(chance));
        }
        return steps;
    }

    private static List<Act> often() {
        List<Act> all = new ArrayList<>();
        for (Act act : Act.values()) {
            for (int i = 0; i < act.weight; i++) {
                all.add(act);
            }
        }
        return all;
    }
}
