package io.shopledger.shopify.graphql;

import java.time.Duration;
import okhttp3.OkHttpClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one HTTP client with which Shopify is called. */
@Configuration(proxyBeanMethods = false)
class GraphQlWiring {
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration BETWEEN_BYTES = Duration.ofSeconds(45);
    private static final Duration AT_ALL = Duration.ofSeconds(90);

    /** It repeats nothing and follows nowhere by itself: a write might be sent twice, a token to another host. */
    @Bean(destroyMethod = "")
    OkHttpClient shopifyHttp() {
        return new OkHttpClient.Builder()
                .connectTimeout(TO_CONNECT)
                .readTimeout(BETWEEN_BYTES)
                .callTimeout(AT_ALL)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
    }
}
