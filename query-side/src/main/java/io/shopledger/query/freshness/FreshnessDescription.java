package io.shopledger.query.freshness;

import io.shopledger.query.projection.Projection;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import java.math.BigDecimal;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code /docs} says of positions. */
@Configuration(proxyBeanMethods = false)
class FreshnessDescription {

    @Bean
    OpenApiCustomizer positions(ObjectProvider<Projection> projections) {
        return api -> {
            List<String> names = projections.stream().map(Projection::name).toList();
            api.getPaths()
                    .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                        if (method == PathItem.HttpMethod.GET) {
                            if (!Behind.address(path, names).isEmpty()) {
                                waits(operation);
                            }
                        } else if (path.startsWith("/api/")) {
                            tells(operation);
                        }
                    }));
        };
    }

    private static void waits(Operation read) {
        read.addParametersItem(new HeaderParameter()
                .name(AtLeast.HEADER)
                .description(
                        "waits until what is told holds all events up to this position, such as a write's X-Position; "
                                + "503 not-there-yet where it does not in time")
                .schema(new IntegerSchema().format("int64").minimum(BigDecimal.ZERO)));
        read.addParametersItem(new HeaderParameter()
                .name("Prefer")
                .description("wait=seconds: how long to wait for that position, 5 unless told, 30 at most (RFC 7240)")
                .schema(new StringSchema().example("wait=5")));
    }

    private static void tells(Operation write) {
        write.getResponses().forEach((status, response) -> {
            if (status.startsWith("2")) {
                response.addHeaderObject(
                        PositionOfWrites.HEADER,
                        new Header()
                                .description(
                                        "the position of the newest event: what this call wrote down is at or before it; what is done for it "
                                                + "later comes after it")
                                .schema(new IntegerSchema().format("int64")));
            }
        });
    }
}
