package io.shopledger.simulator;

import io.shopledger.simulator.faults.Faults;
import io.shopledger.simulator.graphql.AdminApi;
import io.shopledger.simulator.http.ControlRoom;
import io.shopledger.simulator.http.ShopDoor;
import io.shopledger.simulator.http.SimulatorServer;
import io.shopledger.simulator.oauth.Scopes;
import io.shopledger.simulator.oauth.Tokens;
import io.shopledger.simulator.truth.Kind;
import io.shopledger.simulator.truth.Seed;
import io.shopledger.simulator.truth.Traffic;
import io.shopledger.simulator.truth.Truth;
import io.shopledger.simulator.webhook.DeliverySettings;
import io.shopledger.simulator.webhook.Subscribers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;

/** A running stand-in for one Shopify store. */
public final class Simulator implements AutoCloseable {
    private final Subscribers subscribers;
    private final Truth truth;
    private final Traffic traffic;
    private final SimulatorServer server;

    private Simulator(SimulatorSettings settings, SimulatorServer server) {
        this.server = server;
        Faults faults = new Faults();
        Path journal = settings.journal();
        subscribers = new Subscribers(
                new DeliverySettings(
                        settings.shop(),
                        settings.secret(),
                        settings.oldSecret(),
                        settings.inFlight(),
                        settings.retryBase()),
                faults,
                journal == null ? null : journal.resolveSibling(journal.getFileName() + ".subscriptions"));
        Seed seed = new Seed(
                settings.shop(),
                settings.seed(),
                settings.orders(),
                settings.products(),
                settings.customers(),
                settings.clock().instant());
        truth = new Truth(seed, settings.clock(), settings.journal(), subscribers::tell);
        traffic = new Traffic(truth, settings.liveRate());
        Plan plan = settings.plan();
        Tokens tokens = new Tokens(settings.token(), Scopes.of(settings.scopes()), settings.secret(), settings.clock());
        AdminApi api = new AdminApi(
                truth,
                subscribers.registrations(),
                faults,
                tokens::scopes,
                settings.clock(),
                plan.bucket(),
                plan.restoreRate(),
                plan == Plan.UNLIMITED);
        server.serve(
                new ControlRoom(truth, traffic, subscribers, faults),
                new ShopDoor(settings.shop(), api, tokens, faults));
    }

    /**
     * Returns when the store is seeded or restored, and listening.
     *
     * @throws UncheckedIOException caused by a {@link BindException} where the port is taken; also where the journal
     *     cannot be read
     * @throws IllegalStateException where the journal is another shop's
     */
    public static Simulator start(SimulatorSettings settings) {
        SimulatorServer server;
        try {
            // First of all: a second simulator must not get to touch the journal of the one that has the port.
            server = new SimulatorServer(settings.port());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        try {
            return new Simulator(settings, server);
        } catch (RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    /** Such as {@code http://127.0.0.1:8011}. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** How many orders the store holds now. */
    public int orders() {
        return truth.size(Kind.ORDER);
    }

    @Override
    public void close() {
        server.close();
        traffic.close();
        subscribers.close();
        truth.close();
    }
}
