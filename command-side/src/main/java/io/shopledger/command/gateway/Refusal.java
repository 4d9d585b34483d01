package io.shopledger.command.gateway;

import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.CommandExecutionException;

/**
 * Why a command was not done. It travels as the details of {@link CommandExecutionException}, for classes of exceptions do
 * not survive the wire.
 *
 * @param code stable, such as {@code sync-running}
 * @param more what a caller needs to go on, by its name in JSON
 */
public record Refusal(String code, Map<String, String> more) {
    public Refusal {
        more = Map.copyOf(more);
    }

    public static Refusal of(String code) {
        return new Refusal(code, Map.of());
    }

    /** @param message says what was wrong and what to do; it is shown */
    public CommandExecutionException because(String message) {
        return new CommandExecutionException(message, null, this);
    }

    /** @return the refusal that a failure carries */
    public static Optional<Refusal> in(Throwable failure) {
        return failure instanceof CommandExecutionException told
                ? told.<Object>getDetails().filter(Refusal.class::isInstance).map(Refusal.class::cast)
                : Optional.empty();
    }
}
