package io.shopledger.query.http;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code /docs} says of the API as a whole, and of the failures that every call may answer with. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    @Bean
    OpenAPI shopledgerApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Shopledger")
                        .version("1")
                        .description("""
                                Connects Shopify stores and never forgets: what is true now, what happened, and why.
                                JSON is snake_case; lists take limit and cursor and answer next_cursor; money is text
                                with at least the currency's minor digits; times are UTC. A parameter or a field of a body
                                that a call does not have is refused. X-Data-As-Of comes with answers that lack what happened
                                after that time, while a rebuild by new code is under way. Failures are
                                application/problem+json (RFC 9457): type says which, detail what was wrong and what
                                to do.""")
                        .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")));
    }

    /** Adds the failures that an operation does not describe itself. */
    @Bean
    OpenApiCustomizer failures() {
        return api -> {
            api.getComponents().addSchemas("Problem", problem());
            api.getPaths()
                    .forEach((path, item) -> item.readOperations().forEach(operation -> {
                        ApiResponses responses = operation.getResponses();
                        add(responses, "400", "A parameter is missing or has not the form expected; detail names it.");
                        if (path.contains("{") || path.startsWith("/api/v1/orders")) {
                            add(responses, "404", "Not there (any more), or no such store; detail says where to look.");
                        }
                        add(
                                responses,
                                "503",
                                "The database or the event store is away; Retry-After says when to ask again.");
                        add(responses, "500", "Something failed on our side; id is its name in our log.");
                    }));
        };
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("RFC 9457")
                .addProperty("type", new StringSchema().example("urn:shopledger:problem:not-found"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("what was wrong and what to do"))
                .addProperty("instance", new StringSchema())
                .addProperty(
                        "errors",
                        new ArraySchema()
                                .items(new ObjectSchema()
                                        .addProperty("index", new IntegerSchema())
                                        .addProperty("field", new StringSchema())
                                        .addProperty("message", new StringSchema()))
                                .description(
                                        "everything that is wrong with what was sent, where that can be told by field"));
    }

    private static void add(ApiResponses responses, String status, String description) {
        ApiResponse described = responses.get(status);
        if (described == null || described.getDescription() == null) {
            responses.addApiResponse(
                    status,
                    new ApiResponse()
                            .description(description)
                            .content(new Content()
                                    .addMediaType(
                                            "application/problem+json",
                                            new MediaType()
                                                    .schema(new Schema<>().$ref("#/components/schemas/Problem")))));
        }
    }
}
