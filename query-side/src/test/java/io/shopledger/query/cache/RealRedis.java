package io.shopledger.query.cache;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;

/** A Redis server of a test's own, which keeps nothing on disk. */
final class RealRedis implements AutoCloseable {
    private final int port;
    private Process process;

    RealRedis() {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        start();
    }

    String url() {
        return "redis://127.0.0.1:" + port + "/0";
    }

    /** Returns when it answers. */
    void start() {
        try {
            process = new ProcessBuilder(
                            "redis-server",
                            "--port",
                            Integer.toString(port),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--appendonly",
                            "no")
                    .redirectErrorStream(true)
                    .start();
            BufferedReader says =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = says.readLine();
            while (!line.contains("Ready to accept connections")) {
                line = says.readLine();
                if (line == null) {
                    throw new IllegalStateException("redis-server ended before it was ready");
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Stops it in mid-life: it accepts connections and answers nothing. */
    void freeze(boolean frozen) throws IOException, InterruptedException {
        new ProcessBuilder("kill", frozen ? "-STOP" : "-CONT", Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** @return all that it holds, keys and values */
    String content() {
        try (RedisClient client = RedisClient.create(url());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            StringBuilder all = new StringBuilder();
            for (String key : connection.sync().keys("*")) {
                all.append(key).append('\n').append(connection.sync().get(key)).append('\n');
            }
            return all.toString();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
