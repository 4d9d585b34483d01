package io.shopledger.shopify.graphql;

import io.shopledger.shopify.graphql.ShopifyFailure.Parked;
import io.shopledger.shopify.graphql.ShopifyFailure.Refused;
import io.shopledger.shopify.graphql.ShopifyFailure.Throttled;
import io.shopledger.shopify.graphql.ShopifyFailure.Unreachable;
import io.shopledger.shopify.json.JsonObject;
import io.shopledger.shopify.json.Unreadable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sends one call and reads the answer: the first of three checks, whether it came through at all. */
@Component
class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger("io.shopledger.shopify.calls");
    private static final MediaType JSON_TYPE = MediaType.get("application/json");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration AT_LEAST = Duration.ofSeconds(1);
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final OkHttpClient http;
    private final ShopifySettings settings;
    private final ApiVersionWatch versions;
    private final Reach reach;
    private final Clock clock;
    private final Map<Thread, okhttp3.Call> underWay = new ConcurrentHashMap<>();

    Exchange(OkHttpClient shopifyHttp, ShopifySettings settings, ApiVersionWatch versions, Reach reach, Clock clock) {
        this.http = shopifyHttp;
        this.settings = settings;
        this.versions = versions;
        this.reach = reach;
        this.clock = clock;
    }

    /** What came back: JSON under HTTP 200, whose errors nobody has looked at yet. */
    record Received(
            JsonObject body, Instant sentAt, @Nullable String apiVersion) {}

    /** @throws ShopifyFailure when there is no answer, or one that is no 200 with JSON */
    Received send(Target target, Document document, Map<String, ?> variables) {
        Request request = new Request.Builder()
                .url(settings.graphQl(target.domain()))
                .header("X-Shopify-Access-Token", target.token())
                .post(RequestBody.create(
                        JSON.writeValueAsBytes(Map.of("query", document.text(), "variables", variables)), JSON_TYPE))
                .build();
        Instant sentAt = clock.instant();
        okhttp3.Call call = http.newCall(request);
        underWay.put(Thread.currentThread(), call);
        try (Response response = call.execute()) {
            byte[] body = response.body().bytes();
            LOG.debug(
                    "{} of {} with X-Shopify-Access-Token=**** and {}: HTTP {}, {} bytes",
                    document.name(),
                    target.domain(),
                    variables.keySet(), // not their values: they may be personal
                    response.code(),
                    body.length);
            versions.saw(
                    response.header("X-Shopify-API-Version"),
                    response.header("X-Shopify-API-Deprecated-Reason"),
                    document.name());
            if (response.code() < SERVER_ERROR) {
                reach.answered(target.domain());
            } else {
                reach.silent(target.domain());
            }
            checkStatus(response);
            return new Received(JsonObject.parse(body), sentAt, response.header("X-Shopify-API-Version"));
        } catch (Unreadable notJson) {
            throw new Unreachable("Shopify answered something that is not JSON", null, notJson);
        } catch (IOException failure) {
            if (!call.isCanceled()) {
                reach.silent(target.domain());
            }
            LOG.debug(
                    "{} of {}: {}",
                    document.name(),
                    target.domain(),
                    failure.getClass().getSimpleName());
            throw new Unreachable("Shopify cannot be reached", null, failure);
        } finally {
            underWay.remove(Thread.currentThread());
        }
    }

    /** Ends the call that this thread waits for: nobody knows what became of it. */
    void giveUp(Thread waiting) {
        okhttp3.Call call = underWay.get(waiting);
        if (call != null) {
            call.cancel();
        }
    }

    private static void checkStatus(Response response) {
        int status = response.code();
        ParkedReason parked = ParkedReason.ofStatus(status);
        Duration pause = RetryAfter.of(response.header("Retry-After"));
        if (parked != null) {
            throw new Parked(parked);
        }
        if (status == TOO_MANY) {
            throw new Throttled("Shopify asks to slow down (429)", pause == null ? AT_LEAST : pause);
        }
        if (status >= SERVER_ERROR) {
            throw new Unreachable("Shopify answered HTTP " + status, pause, null);
        }
        if (status != 200) {
            throw new Refused("Shopify answered HTTP " + status
                    + (status == 404 ? ": there is no such store, or no such version of the API" : ""));
        }
    }
}
