package io.shopledger.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Delivers signed webhooks to a running service at full speed over kept-alive connections, all of them by one thread. Prints one
 * line of JSON. To loopback only.
 */
@Command(
        name = "webhook-load",
        mixinStandardHelpOptions = true,
        description = "Delivers webhooks to a running service.")
final class WebhookLoad implements Callable<Integer> {
    private static final int ANSWER_BYTES = 16_384;
    private static final int OK = 200;

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

    private final ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER_BYTES);
    private int sent;
    private int acknowledged;
    private int refused;
    private long[] waited = new long[1 << 16];

    /** One kept-alive connection, and when its last request was sent. */
    private static final class Caller {
        private long sentAt;
        private final StringBuilder answered = new StringBuilder();
    }

    @Override
    public Integer call() throws Exception {
        SignedRequests requests = new SignedRequests("127.0.0.1:" + port, shop, secret, firstId);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long start = System.nanoTime();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                Caller caller = new Caller();
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, caller);
                send(channel, caller, requests, end);
            }
            while (acknowledged + refused < sent) {
                selector.select(key -> answered(key, requests, end), 1_000);
            }
        }
        double took = (System.nanoTime() - start) / 1e9;
        long[] sorted = Arrays.copyOf(waited, acknowledged + refused);
        Arrays.sort(sorted);
        System.out.printf(
                "{\"acknowledged\":%d,\"refused\":%d,\"seconds\":%.3f,\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"cpu_seconds\":%.3f}%n",
                acknowledged, refused, took, millis(sorted, 0.5), millis(sorted, 0.99), OwnCpu.seconds());
        return refused == 0 ? 0 : 1;
    }

    private void answered(SelectionKey key, SignedRequests requests, long end) {
        Caller caller = (Caller) key.attachment();
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            answer.clear();
            if (channel.read(answer) < 0) {
                throw new IOException("the service closed it");
            }
            caller.answered.append(StandardCharsets.ISO_8859_1.decode(answer.flip()));
            if (isWhole(caller.answered)) {
                count(caller);
                send(channel, caller, requests, end);
            }
        } catch (IOException failure) {
            System.err.println("A connection ended: " + failure.getMessage());
            key.cancel();
            refused++;
        }
    }

    private void count(Caller caller) {
        int done = acknowledged + refused;
        if (done == waited.length) {
            waited = Arrays.copyOf(waited, done * 2);
        }
        waited[done] = System.nanoTime() - caller.sentAt;
        int status = Integer.parseInt(caller.answered, 9, 12, 10);
        if (status == OK) {
            acknowledged++;
        } else {
            refused++;
        }
        caller.answered.setLength(0);
    }

    private void send(SocketChannel channel, Caller caller, SignedRequests requests, long end) throws IOException {
        if (sent >= deliveries || System.nanoTime() >= end) {
            return;
        }
        ByteBuffer request = ByteBuffer.wrap(requests.order(firstId + sent));
        sent++;
        caller.sentAt = System.nanoTime();
        while (request.hasRemaining()) { // far smaller than what the socket takes at once
            channel.write(request);
        }
    }

    /** An answer ends by its Content-Length or with its last chunk. */
    private static boolean isWhole(StringBuilder answer) {
        int body = answer.indexOf("\r\n\r\n") + 4;
        if (body < 4) {
            return false;
        }
        int length = answer.indexOf("Content-Length: ");
        if (length < 0 || length > body) {
            return answer.lastIndexOf("0\r\n\r\n") == answer.length() - 5;
        }
        int from = length + "Content-Length: ".length();
        return answer.length() - body >= Integer.parseInt(answer, from, answer.indexOf("\r\n", from), 10);
    }

    private static double millis(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }
}
