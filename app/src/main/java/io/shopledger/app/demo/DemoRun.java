package io.shopledger.app.demo;

import io.shopledger.app.CannotRun;
import io.shopledger.app.Service;
import io.shopledger.simulator.Simulator;
import io.shopledger.simulator.SimulatorSettings;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings a simulated store to life, connects it, and says where to look. */
public final class DemoRun {
    /** A line for each webhook would bury what we tell. */
    private static final String WEBHOOK_LOG = "logging.level.io.shopledger.webhooks";

    private final DemoSettings settings;
    private String simulator = "";

    public DemoRun(DemoSettings settings) {
        this.settings = settings;
    }

    /** Before Spring: the store runs, and the service is told its addresses and secrets unless it was given others. */
    public void before(Service service, Path dataDirectory) {
        URI running = settings.running();
        simulator = running != null ? running.toString().replaceAll("/+$", "") : started(service, dataDirectory);
        DemoData.remember(dataDirectory, simulator + "/{shop}");
        service.otherwise("SHOPIFY_API_KEY", DemoStore.KEY)
                .otherwise("SHOPIFY_API_SECRET", DemoStore.SECRET)
                .otherwise("SHOPLEDGER_SHOPIFY_URL", simulator + "/{shop}")
                .otherwise(WEBHOOK_LOG, "WARN");
    }

    /**
     * Once the service listens.
     *
     * @param key for the calls; null where callers need none
     * @return what to tell the person who started it
     */
    public List<String> connect(String service, @Nullable String key) {
        DemoStore demo = new DemoStore(simulator, service, key);
        DemoStore.Connected connected = demo.connect();
        long store = connected.store();
        String api = service + "/api/v1";
        String order = demo.anOrder(store);
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("%s is store %d, simulated by %s: %s changes a second, told by webhooks of %d topics."
                .formatted(DemoStore.SHOP, store, simulator, settings.liveRate(), connected.topics()));
        lines.add("A sync reads the rest; watch it: %s/syncs/%s".formatted(service, connected.sync()));
        if (key != null) {
            lines.add("Callers need an API key here: add -H 'Authorization: Bearer shopledger_…' to these.");
        }
        lines.add("Look at it: " + service + "/    the API: " + service + "/docs");
        lines.add("  curl '%s/products?store_id=%d&limit=3'".formatted(api, store));
        lines.add(
                order == null
                        ? "  curl '%s/orders?store_id=%d&limit=3'".formatted(api, store)
                        : "  curl '%s/audit/orders/%s/history?store_id=%d'".formatted(api, order, store));
        lines.add("  curl '%s/webhooks/ledger?store_id=%d'".formatted(api, store));
        return lines;
    }

    private String started(Service service, Path dataDirectory) {
        Path journal = dataDirectory.resolve("simulator").resolve("orders.ndjson");
        try {
            Simulator started = Simulator.start(SimulatorSettings.builder()
                    .port(settings.simulatorPort())
                    .shop(DemoStore.SHOP)
                    .token(DemoStore.TOKEN)
                    .secret(DemoStore.SECRET)
                    .products(settings.products())
                    .orders(settings.orders())
                    .customers(settings.customers())
                    .seed(settings.seed())
                    .plan(settings.plan())
                    .liveRate(settings.liveRate())
                    .journal(journal)
                    .build());
            service.onEnd(started::close);
            return started.address().toString();
        } catch (UncheckedIOException failure) {
            if (failure.getCause() instanceof BindException) {
                throw Service.inUse(settings.simulatorPort(), "--simulator-port", failure);
            }
            throw new CannotRun("The simulated store cannot start: " + failure.getMessage(), failure);
        } catch (IllegalStateException journalRefused) {
            throw new CannotRun(
                    "The simulated store cannot start: %s Its journal is %s. A new --data-dir is the clean way: the service's own data tell of the store as it was."
                            .formatted(journalRefused.getMessage(), journal),
                    journalRefused);
        } catch (IllegalArgumentException wrong) {
            throw new CannotRun("The simulated store cannot start: " + wrong.getMessage(), wrong);
        }
    }
}
