package io.shopledger.query.entity;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the API's description says of each kind's lists and answers: what their parameters are, and which fields there may be. */
@Configuration(proxyBeanMethods = false)
class KindDescriptions {
    private static final String OURS =
            "; fields that are not known are left out. store_id, last_event, last_event_at and version are ours; so is "
                    + "incomplete, there and true only while events after version were discarded unused.";

    @Bean
    OpenApiCustomizer kinds(List<Shown<?>> all) {
        return api -> all.forEach(shown -> {
            KnownFields fields = KnownFields.of(shown);
            String name = "Shown" + shown.gid();
            api.getComponents().addSchemas(name, EntitySchema.of(shown, fields.ofOne(), true));
            api.getComponents().addSchemas(name + "InList", EntitySchema.of(shown, fields.inLists(), false));
            String path = "/api/v1/" + shown.kind();
            answers(api, path + "/{id}", reference(name));
            conditional(api, path + "/{id}");
            answers(
                    api,
                    path,
                    new ObjectSchema()
                            .addProperty(shown.kind(), new ArraySchema().items(reference(name + "InList")))
                            .addProperty(
                                    "next_cursor", EntitySchema.orNull("string").description("null on the last page"))
                            .required(List.of(shown.kind(), "next_cursor")));
            Operation list = get(api, path);
            ListParameters.of(shown.listing(), fields.inLists()).forEach(list::addParametersItem);
            conditional(api, path);
        });
    }

    static String described(Shown<?> shown) {
        String one = shown.one().replace('_', ' ');
        return "Fields are named and valued as in Shopify's webhook JSON of a"
                + ("aeiou".indexOf(one.charAt(0)) >= 0 ? "n " : " ") + one + OURS;
    }

    private static Schema<?> reference(String name) {
        return new Schema<>().$ref("#/components/schemas/" + name);
    }

    private static Operation get(OpenAPI api, String path) {
        return api.getPaths().get(path).getGet();
    }

    private static void answers(OpenAPI api, String path, Schema<?> schema) {
        ApiResponses responses = get(api, path).getResponses();
        responses
                .get("200")
                .content(new Content().addMediaType("application/json", new MediaType().schema(schema)))
                .addHeaderObject(
                        "ETag", new Header().description("of what is answered").schema(new StringSchema()));
        responses.addApiResponse(
                "304",
                new ApiResponse().description("The answer is still the one whose ETag was given as If-None-Match."));
    }

    private static void conditional(OpenAPI api, String path) {
        get(api, path)
                .addParametersItem(new HeaderParameter()
                        .name("If-None-Match")
                        .description(
                                "the ETag of an answer that you have: 304, without a body, while it is still the same")
                        .schema(new StringSchema()));
    }
}
