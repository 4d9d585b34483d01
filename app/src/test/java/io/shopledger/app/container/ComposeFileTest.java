package io.shopledger.app.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.app.SecretFiles;
import io.shopledger.tools.NeedsTool;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** {@code docker-compose.yml} as its readers read it. That containers come up from it is not tried here. */
class ComposeFileTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    @NeedsTool("docker-compose")
    void dockerComposeUnderstandsIt() throws Exception {
        for (List<String> profile : List.of(List.<String>of(), List.of("--profile", "axon-server"))) {
            Path output = folder.resolve("output" + profile.size());
            List<String> command = new ArrayList<>(List.of("docker-compose"));
            command.addAll(profile);
            command.addAll(List.of("-f", ROOT.resolve("docker-compose.yml").toString(), "config", "-q"));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        }
    }

    @Test
    void everyPortIsOnLoopback_everyServiceIsChecked_everyVolumeHasAName() throws IOException {
        Map<String, Object> file = compose();
        Set<String> volumes = new TreeSet<>();
        services(file).forEach((name, service) -> {
            texts(service, "ports").forEach(port -> assertThat(port).as(name).startsWith("127.0.0.1:"));
            texts(service, "volumes").forEach(volume -> volumes.add(volume.split(":")[0]));
            assertThat(service.containsKey("healthcheck") || service.containsKey("build"))
                    .as("%s has a health check, of its own or of the Dockerfile", name)
                    .isTrue();
        });
        assertThat(map(file.get("volumes")).keySet()).isEqualTo(volumes);
        assertThat(Files.readString(ROOT.resolve("Dockerfile")))
                .contains("HEALTHCHECK")
                .contains("USER shopledger");
    }

    @Test
    void ourProcessesHaveAllRolesTogether_andTheirSecretsFromFiles() throws IOException {
        Map<String, Object> file = compose();
        Set<String> roles = new TreeSet<>();
        services(file).values().stream()
                .filter(service -> service.containsKey("build"))
                .forEach(service -> {
                    Map<String, Object> environment = map(service.get("environment"));
                    roles.add(String.valueOf(environment.get("SHOPLEDGER_ROLES")));
                    assertThat(environment.keySet())
                            .doesNotContainAnyElementsOf(List.of("DATABASE_URL", "SHOPIFY_API_SECRET"));
                    environment.forEach((name, value) -> {
                        if (name.endsWith(SecretFiles.SUFFIX)) {
                            String secret = String.valueOf(value).replace("/run/secrets/", "");
                            assertThat(SecretFiles.NAMES)
                                    .contains(name.substring(0, name.length() - SecretFiles.SUFFIX.length()));
                            assertThat(texts(service, "secrets")).contains(secret);
                            assertThat(map(file.get("secrets"))).containsKey(secret);
                        }
                    });
                });
        assertThat(roles).containsExactly("api", "beat", "worker");
    }

    private static Map<String, Object> compose() throws IOException {
        try (Reader reader = Files.newBufferedReader(ROOT.resolve("docker-compose.yml"))) {
            return map(new Yaml().load(reader));
        }
    }

    private static Map<String, Map<String, Object>> services(Map<String, Object> file) {
        Map<String, Map<String, Object>> services = new TreeMap<>();
        map(file.get("services")).forEach((name, service) -> services.put(name, map(service)));
        assertThat(services)
                .containsOnlyKeys(
                        "shopify-integration", "shopify-worker", "shopify-beat", "axonserver", "postgres", "redis");
        return services;
    }

    private static List<String> texts(Map<String, Object> service, String key) {
        return ((Collection<?>) service.getOrDefault(key, List.of()))
                .stream().map(String::valueOf).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
