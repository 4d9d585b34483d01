package io.shopledger.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * Delivers signed webhooks to a running service at full speed over kept-alive connections, then waits until all of them are
 * decided and projected. Prints one line of JSON. To loopback only.
 */
@CommandLine.Command(name = "webhook-load", mixinStandardHelpOptions = true)
public final class WebhookLoad implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "8010")
    private int port;

    @Option(names = "--shop", defaultValue = "demo.myshopify.com")
    private String shop = "";

    @Option(names = "--secret", defaultValue = "demo-secret")
    private String secret = "";

    @Option(names = "--connections", defaultValue = "32")
    private int connections;

    @Option(names = "--deliveries", description = "how many, each an order of its own", defaultValue = "20000")
    private int deliveries;

    @Option(names = "--first-id", description = "the first order's id", defaultValue = "7000000000001")
    private long firstId;

    private final HttpClient http = HttpClient.newHttpClient();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new WebhookLoad()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        SignedRequests requests = new SignedRequests("127.0.0.1:" + port, shop, secret);
        ConcurrentLinkedQueue<byte[]> queue = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < deliveries; i++) {
            queue.add(requests.order(firstId + i));
        }
        AtomicInteger acknowledged = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        List<Thread> senders = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            Thread sender = new Thread(() -> send(queue, acknowledged, refused));
            senders.add(sender);
            sender.start();
        }
        for (Thread sender : senders) {
            sender.join();
        }
        double sent = seconds(start);
        long waiting = waiting();
        while (waiting() > 0 || projectionLag() > 0) {
            Thread.sleep(50);
        }
        double processed = seconds(start);
        System.out.printf(
                "{\"acknowledged\":%d,\"refused\":%d,\"seconds\":%.2f,\"acknowledged_per_second\":%.0f,"
                        + "\"waiting_at_the_end\":%d,\"processed_seconds\":%.2f,\"processed_per_second\":%.0f}%n",
                acknowledged.get(),
                refused.get(),
                sent,
                acknowledged.get() / sent,
                waiting,
                processed,
                acknowledged.get() / processed);
        return refused.get() == 0 ? 0 : 1;
    }

    private void send(ConcurrentLinkedQueue<byte[]> queue, AtomicInteger acknowledged, AtomicInteger refused) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (byte[] request = queue.poll(); request != null; request = queue.poll()) {
                socket.getOutputStream().write(request);
                (status(in) == 200 ? acknowledged : refused).incrementAndGet();
            }
        } catch (IOException failure) {
            System.err.println("A connection ended: " + failure.getMessage());
        }
    }

    /** Reads one whole answer, its body by Content-Length or in chunks. */
    private static int status(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ")[1]);
        int length = 0;
        boolean chunked = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String name = header.toLowerCase(java.util.Locale.ROOT);
            if (name.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
            chunked |= name.startsWith("transfer-encoding:") && name.contains("chunked");
        }
        if (!chunked) {
            in.readNBytes(length);
            return status;
        }
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            in.readNBytes(size + 2);
        }
        line(in);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the service closed it");
            }
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    private long waiting() throws IOException, InterruptedException {
        return number(get("/api/v1/webhooks/ledger?store_id=1"), "\"total\".*?\"waiting\":(\\d+)");
    }

    private long projectionLag() throws IOException, InterruptedException {
        return number(get("/metrics"), "shopledger_projection_lag_events\\{[^}]*} ([0-9.E]+)");
    }

    private String get(String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
    }

    private static long number(String text, String pattern) {
        Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("The service does not tell " + pattern);
        }
        return (long) Double.parseDouble(found.group(1));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
