package io.shopledger.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a request is answered with. */
interface Answer {
    JsonMapper JSON = JsonMapper.builder().build();

    void writeTo(HttpExchange exchange) throws IOException;

    static Answer json(int status, JsonNode body) {
        return exchange -> {
            byte[] bytes = JSON.writeValueAsBytes(body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    static Answer error(int status, String message) {
        return json(status, JSON.createObjectNode().put("error", message));
    }

    /** Newline-delimited JSON, written as it is made: all orders at once would not fit into a small heap. */
    static Answer lines(Iterable<byte[]> lines) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
                for (byte[] line : lines) {
                    out.write(line);
                    out.write('\n');
                }
            }
        };
    }
}
