package io.shopledger.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpLoadTest {
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.merge(path, 1, Integer::sum);
            byte[] body = "x".repeat(30_000).getBytes(StandardCharsets.US_ASCII);
            boolean inChunks = path.hashCode() % 2 == 0;
            exchange.sendResponseHeaders(path.equals("/7") ? 503 : 200, inChunks ? 0 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void eachRequest_isSentOnceAndCountedByItsAnswer() throws Exception {
        HttpLoad load = new HttpLoad(
                server.getAddress().getPort(),
                number -> "GET /%d HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .formatted(number)
                        .getBytes(StandardCharsets.US_ASCII),
                100,
                60);
        JsonNode told = JsonMapper.builder().build().readTree(load.run(4));
        assertThat(told.get("good").asInt()).isEqualTo(99);
        assertThat(told.get("refused").asInt()).isEqualTo(1);
        assertThat(asked)
                .hasSize(100)
                .allSatisfy((path, times) -> assertThat(times).isEqualTo(1));
    }
}
