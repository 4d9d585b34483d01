package io.shopledger.app;

import io.shopledger.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a process is asked to be.
 *
 * @param port 0 for any that is free
 * @param environment the variables of the process
 * @param further Spring's own properties, as {@code --name=value}
 */
public record ServiceSettings(
        int port,
        String address,
        Path dataDirectory,
        Set<Role> roles,
        Map<String, String> environment,
        List<String> further) {
    /** Of the environment, where it is set to something. */
    public @Nullable String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
