package io.shopledger.observation;

import io.shopledger.webhook.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of an observation.
 *
 * @param reason a word that says why, where the outcome alone does not
 */
public record Decision(Outcome outcome, @Nullable String reason) {
    public static Decision of(Outcome outcome) {
        return new Decision(outcome, null);
    }
}
