package io.shopledger.simulator.webhook;

import io.shopledger.simulator.threads.NamedThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * One attempt of one delivery over HTTP, with Shopify's headers
 * (https://shopify.dev/docs/apps/build/webhooks/delivery-structure) and within Shopify's time: one second to connect, five
 * in total. Redirects are not followed.
 */
final class Post implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");

    private final DeliverySettings settings;
    private final ExecutorService threads = Executors.newCachedThreadPool(new NamedThreads("simulator-deliveries"));
    private final OkHttpClient client;

    Post(DeliverySettings settings) {
        this.settings = settings;
        Dispatcher dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(settings.inFlight());
        dispatcher.setMaxRequestsPerHost(settings.inFlight());
        client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                // Below what servers usually keep a connection, or each quiet quarter minute would cost a failed
                // attempt.
                .connectionPool(new ConnectionPool(settings.inFlight(), 15, TimeUnit.SECONDS))
                .connectTimeout(Duration.ofSeconds(1))
                .callTimeout(Duration.ofSeconds(5))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false) // an attempt that is not counted must not reach anyone
                .build();
    }

    /** @param answer is given the status, or -1 where none came; always called once */
    void send(Delivery delivery, IntConsumer answer) {
        client.newCall(request(delivery)).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                int status = response.code();
                response.close();
                answer.accept(status);
            }

            @Override
            public void onFailure(Call call, IOException failure) {
                answer.accept(-1);
            }
        });
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        threads.shutdown();
        client.connectionPool().evictAll();
    }

    private Request request(Delivery delivery) {
        byte[] body = delivery.body();
        return new Request.Builder()
                .url(delivery.subscription().uri())
                .header("User-Agent", "Shopify-Captain-Hook")
                .header("X-Shopify-Topic", delivery.topic().wire())
                .header("X-Shopify-Hmac-Sha256", delivery.signature(body, settings.secret(), settings.oldSecret()))
                .header("X-Shopify-Shop-Domain", settings.shop())
                .header("X-Shopify-API-Version", delivery.subscription().apiVersion())
                .header("X-Shopify-Webhook-Id", delivery.webhookId().toString())
                .header("X-Shopify-Event-Id", delivery.eventId().toString())
                .header("X-Shopify-Triggered-At", Nanoseconds.text(delivery.triggeredAt()))
                .post(RequestBody.create(body, JSON))
                .build();
    }
}
