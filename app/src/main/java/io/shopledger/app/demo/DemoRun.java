package io.shopledger.app.demo;

import io.shopledger.StoreId;
import io.shopledger.app.CannotRun;
import io.shopledger.app.Service;
import io.shopledger.shopify.store.StoreRegistry;
import io.shopledger.simulator.Simulator;
import io.shopledger.simulator.SimulatorSettings;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** Brings a simulated store to life, connects it, and says where to look. */
public final class DemoRun {
    private static final String SHOP = "demo.myshopify.com";
    private static final String TOKEN = "shpat_demo";
    private static final String KEY = "demo-key";
    private static final String SECRET = "demo-secret";

    private final DemoSettings settings;
    private String simulator = "";

    public DemoRun(DemoSettings settings) {
        this.settings = settings;
    }

    /** Before Spring: the store runs, and the service is told its addresses and secrets unless it was given others. */
    public void before(Service service, Path dataDirectory) {
        URI running = settings.running();
        simulator = running != null ? running.toString().replaceAll("/+$", "") : started(service, dataDirectory);
        service.otherwise("SHOPIFY_API_KEY", KEY)
                .otherwise("SHOPIFY_API_SECRET", SECRET)
                .otherwise("SHOPLEDGER_SHOPIFY_URL", simulator + "/{shop}");
    }

    /** Once the service listens. @return what to tell the person who started it */
    public List<String> connect(ApplicationContext context, String service) {
        StoreId store = context.getBean(StoreRegistry.class).connect(SHOP, TOKEN, SECRET);
        DemoCalls calls = new DemoCalls();
        calls.subscribe(simulator, service + "/webhooks");
        String api = service + "/api/v1";
        String order = calls.anOrder(api + "/orders?store_id=" + store + "&limit=1");
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("%s is store %s, simulated by %s, %s changes a second."
                .formatted(SHOP, store, simulator, settings.liveRate()));
        lines.add("Look at it: " + service + "/    the API: " + service + "/docs");
        lines.add("  curl '%s/orders?store_id=%s&limit=3'".formatted(api, store));
        lines.add("  curl '%s/audit/orders/%s/history?store_id=%s'".formatted(api, order, store));
        lines.add("  curl '%s/webhooks/ledger?store_id=%s'".formatted(api, store));
        return lines;
    }

    private String started(Service service, Path dataDirectory) {
        try {
            Simulator started = Simulator.start(SimulatorSettings.builder()
                    .port(settings.simulatorPort())
                    .shop(SHOP)
                    .token(TOKEN)
                    .secret(SECRET)
                    .products(settings.products())
                    .orders(settings.orders())
                    .customers(settings.customers())
                    .seed(settings.seed())
                    .plan(settings.plan())
                    .liveRate(settings.liveRate())
                    .journal(dataDirectory.resolve("simulator").resolve("orders.ndjson"))
                    .build());
            service.onEnd(started::close);
            return started.address().toString();
        } catch (UncheckedIOException failure) {
            if (failure.getCause() instanceof BindException) {
                throw Service.inUse(settings.simulatorPort(), "--simulator-port", failure);
            }
            throw new CannotRun("The simulated store cannot start: " + failure.getMessage(), failure);
        } catch (IllegalArgumentException | IllegalStateException wrong) {
            throw new CannotRun("The simulated store cannot start: " + wrong.getMessage(), wrong);
        }
    }
}
