package io.shopledger.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Sends requests at full speed over kept-alive connections, all of them by one thread, each when the one before is answered. */
final class HttpLoad {
    private static final int ANSWER_BYTES = 1 << 18;
    private static final int OK = 200;

    private final int port;
    private final IntFunction<byte[]> requests;
    private final int most;
    private final long end;
    private final ByteBuffer piece = ByteBuffer.allocateDirect(ANSWER_BYTES);
    private int sent;
    private int good;
    private int refused;
    private long[] waited = new long[1 << 16];

    /** @param requests by their number, from 0 on; each is written before the next is asked for */
    HttpLoad(int port, IntFunction<byte[]> requests, int most, int seconds) {
        this.port = port;
        this.requests = requests;
        this.most = most;
        this.end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    /** One kept-alive connection, and when its last request was sent. */
    private static final class Caller {
        private long sentAt;
        private final Answer answer = new Answer();
    }

    /** @return one line of JSON */
    String run(int connections) throws IOException {
        long start = System.nanoTime();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                Caller caller = new Caller();
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, caller);
                send(channel, caller);
            }
            while (good + refused < sent) {
                selector.select(this::answered, 1_000);
            }
        }
        double took = (System.nanoTime() - start) / 1e9;
        long[] sorted = Arrays.copyOf(waited, good + refused);
        Arrays.sort(sorted);
        return String.format(
                "{\"good\":%d,\"refused\":%d,\"seconds\":%.3f,\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"cpu_seconds\":%.3f}",
                good, refused, took, millis(sorted, 0.5), millis(sorted, 0.99), OwnCpu.seconds());
    }

    private void answered(SelectionKey key) {
        Caller caller = (Caller) key.attachment();
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            piece.clear();
            if (channel.read(piece) < 0) {
                throw new IOException("the service closed it");
            }
            caller.answer.add(piece.flip());
            if (caller.answer.isWhole()) {
                count(caller);
                send(channel, caller);
            }
        } catch (IOException failure) {
            System.err.println("A connection ended: " + failure.getMessage());
            key.cancel();
            refused++;
        }
    }

    private void count(Caller caller) {
        int done = good + refused;
        if (done == waited.length) {
            waited = Arrays.copyOf(waited, done * 2);
        }
        waited[done] = System.nanoTime() - caller.sentAt;
        if (caller.answer.status() == OK) {
            good++;
        } else {
            refused++;
        }
        caller.answer.clear();
    }

    private void send(SocketChannel channel, Caller caller) throws IOException {
        if (sent >= most || System.nanoTime() >= end) {
            return;
        }
        ByteBuffer request = ByteBuffer.wrap(requests.apply(sent));
        sent++;
        caller.sentAt = System.nanoTime();
        while (request.hasRemaining()) { // far smaller than what the socket takes at once
            channel.write(request);
        }
    }

    private static double millis(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }
}
