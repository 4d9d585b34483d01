package io.shopledger.app.process;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Where {@code AXON_AXONSERVER_SERVERS} is set, every service that a test starts keeps its events in that Axon Server. Each
 * test begins with a new ledger, and so with an empty server: it is emptied over HTTP, which it allows in its development
 * mode ({@code axoniq.axonserver.devmode.enabled}). Its HTTP port is {@code AXON_AXONSERVER_HTTP_PORT}, 8024 unless set.
 */
public final class EmptyAxonServer implements BeforeEachCallback {
    private static final String SERVERS = System.getenv("AXON_AXONSERVER_SERVERS");

    @Override
    public void beforeEach(ExtensionContext test) throws Exception {
        if (SERVERS != null) {
            String host = SERVERS.split("[:,]", 2)[0];
            String port = System.getenv().getOrDefault("AXON_AXONSERVER_HTTP_PORT", "8024");
            URI purge = URI.create("http://%s:%s/v1/devmode/purge-events".formatted(host, port));
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(purge).DELETE().build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("%s answered %d: the tests need an Axon Server in its development mode"
                        .formatted(purge, answer.statusCode()));
            }
        }
    }
}
