package io.shopledger.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.shopledger.simulator.threads.NamedThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Serves the store's addresses on the loopback interface; each failure is one line of JSON. */
public final class SimulatorServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SimulatorServer.class.getName());

    static {
        // Small answers on kept connections would otherwise wait 40 ms for the peer's acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    /** Answers that a fault holds back keep theirs; the control room must still be heard. */
    private static final int MOST_THREADS = 64;

    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(MOST_THREADS, new NamedThreads("simulator-http"));
    private volatile Routes routes = new Routes();
    private volatile @Nullable ShopDoor door;
    private final AtomicLong requests = new AtomicLong();

    /**
     * Takes the port, and answers nobody yet.
     *
     * @param port 0 for any that is free
     */
    public SimulatorServer(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
    }

    public void serve(ControlRoom control, ShopDoor shop) {
        routes = control.routes(requests::get, shop);
        door = shop;
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) {
        requests.incrementAndGet();
        try (exchange) {
            answer(exchange).writeTo(exchange);
        } catch (IOException gone) {
            // the caller went away
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.ERROR, "An answer broke off", failure);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try {
            ShopDoor shop = door;
            Answer shops = shop == null ? null : shop.answer(exchange);
            if (shops != null) {
                return shops;
            }
            Routes.Route route = routes.find(exchange.getRequestMethod(), path);
            if (route != null) {
                return route.answer(exchange);
            }
            TreeSet<String> methods = routes.methods(path);
            if (methods.isEmpty()) {
                return Answer.error(404, "There is nothing at %s. There is: %s".formatted(path, routes.all()));
            }
            exchange.getResponseHeaders().set("Allow", String.join(", ", methods));
            return Answer.error(405, "%s takes %s only".formatted(path, String.join(", ", methods)));
        } catch (Refusal refusal) {
            return Answer.error(refusal.status(), refusal.getMessage());
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.ERROR, exchange.getRequestMethod() + " " + path + " failed", failure);
            return Answer.error(500, "The simulator failed; its log says why");
        }
    }
}
