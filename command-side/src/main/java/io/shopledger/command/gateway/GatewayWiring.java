package io.shopledger.command.gateway;

import java.util.concurrent.Executors;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.AxonThreadFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The gateway that every module's single commands go through. */
@Configuration(proxyBeanMethods = false)
class GatewayWiring {

    @Bean(destroyMethod = "close")
    ConflictRetries conflictRetries() {
        return new ConflictRetries(Executors.newScheduledThreadPool(1, new AxonThreadFactory("command-retries")));
    }

    @Bean
    CommandGateway commandGateway(CommandBus bus, ConflictRetries retries) {
        return SingleCommands.on(bus, retries);
    }
}
