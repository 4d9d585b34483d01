package io.shopledger.benchmark;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Delivers signed webhooks to a running service at full speed. Prints one line of JSON. To loopback only. */
@Command(
        name = "webhook-load",
        mixinStandardHelpOptions = true,
        description = "Delivers webhooks to a running service.")
final class WebhookLoad implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "8010")
    private int port;

    @Option(names = "--shop", defaultValue = "demo.myshopify.com")
    private String shop = "";

    @Option(names = "--secret", defaultValue = "demo-secret")
    private String secret = "";

    @Option(names = "--connections", defaultValue = "32")
    private int connections;

    @Option(names = "--seconds", description = "at most", defaultValue = "30")
    private int seconds;

    @Option(names = "--deliveries", description = "at most, each an order of its own", defaultValue = "1000000")
    private int deliveries;

    @Option(names = "--first-id", description = "the first order's id, of 13 digits", defaultValue = "7000000000001")
    private long firstId;

    @Override
    public Integer call() throws Exception {
        SignedRequests requests = new SignedRequests("127.0.0.1:" + port, shop, secret, firstId);
        HttpLoad load = new HttpLoad(port, number -> requests.order(firstId + number), deliveries, seconds);
        System.out.println(load.run(connections));
        return 0;
    }
}
