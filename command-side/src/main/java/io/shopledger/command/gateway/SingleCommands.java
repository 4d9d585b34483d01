package io.shopledger.command.gateway;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.commandhandling.gateway.RetryScheduler;

/** The way to dispatch single commands: one that lost to others every time fails as {@code busy}. */
final class SingleCommands extends DefaultCommandGateway {
    private SingleCommands(Builder builder) {
        super(builder);
    }

    static SingleCommands on(CommandBus bus, RetryScheduler retries) {
        return new SingleCommands(builder().commandBus(bus).retryScheduler(retries));
    }

    @Override
    public <C, R> void send(C command, CommandCallback<? super C, ? super R> callback) {
        super.send(command, new CommandCallback<C, R>() {
            @Override
            public void onResult(CommandMessage<? extends C> asked, CommandResultMessage<? extends R> result) {
                if (result.isExceptional() && ConflictRetries.isConflict(result.exceptionResult())) {
                    callback.onResult(
                            asked,
                            GenericCommandResultMessage.<R>asCommandResultMessage(Refusal.of("busy")
                                    .because("Others change the same thing all the time; ask again in a moment.")));
                } else {
                    callback.onResult(asked, result);
                }
            }
        });
    }
}
