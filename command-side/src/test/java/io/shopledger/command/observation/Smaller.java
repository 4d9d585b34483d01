package io.shopledger.command.observation;

import io.shopledger.history.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Makes a history that breaks the law as small as it goes, and says it in words that can be pasted into a test. */
final class Smaller {
    private Smaller() {}

    static void check(List<Step> steps, Consumer<List<Step>> law) {
        try {
            law.accept(steps);
        } catch (AssertionError broken) {
            List<Step> smallest = smallest(steps, law);
            try {
                law.accept(smallest);
            } catch (AssertionError stillBroken) {
                throw new AssertionError("The law is broken by\n" + inWords(smallest), stillBroken);
            }
            throw broken;
        }
    }

    /** Leaves out ever smaller parts as long as it breaks the law without them. */
    private static List<Step> smallest(List<Step> steps, Consumer<List<Step>> law) {
        List<Step> smallest = steps;
        for (int part = Math.max(1, steps.size() / 2); part > 0; part = part > 8 ? part / 2 : part - 1) {
            for (int from = 0; from < smallest.size(); ) {
                List<Step> without = new ArrayList<>(smallest.subList(0, from));
                without.addAll(smallest.subList(Math.min(from + part, smallest.size()), smallest.size()));
                if (breaks(without, law)) {
                    smallest = without;
                } else {
                    from += part;
                }
            }
        }
        return smallest;
    }

    private static boolean breaks(List<Step> steps, Consumer<List<Step>> law) {
        try {
            law.accept(steps);
            return false;
        } catch (AssertionError broken) {
            return true;
        }
    }

    private static String inWords(List<Step> steps) {
        return steps.stream()
                .map(step -> "new Step(Act.%s, %dL)".formatted(step.act(), step.chance()))
                .collect(Collectors.joining(",\n"));
    }
}
