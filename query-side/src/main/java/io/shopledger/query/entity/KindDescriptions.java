package io.shopledger.query.entity;

import io.shopledger.stored.StoredJson;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the API's description says of each kind's answers, whose fields depend on what is known. */
@Configuration(proxyBeanMethods = false)
class KindDescriptions {

    @Bean
    OpenApiCustomizer kinds(List<Shown<?>> all) {
        return api -> all.forEach(shown -> {
            Schema<?> one = new ObjectSchema()
                    .description("Fields are named and valued as in Shopify's webhook JSON of a"
                            + (vowel(shown) ? "n " : " ")
                            + shown.one().replace('_', ' ')
                            + "; fields that are not known are left out. store_id, last_event, last_event_at and version "
                            + "are ours; so is incomplete, there and true only while events after version were "
                            + "discarded unused.")
                    .example(StoredJson.MAPPER.readValue(shown.example(), Map.class));
            String path = "/api/v1/" + shown.kind();
            describe(api, path + "/{id}", one);
            describe(
                    api,
                    path,
                    new ObjectSchema()
                            .addProperty(shown.kind(), new ArraySchema().items(one))
                            .addProperty("next_cursor", new StringSchema().description("null on the last page")));
        });
    }

    private static boolean vowel(Shown<?> shown) {
        return "aeiou".indexOf(shown.one().charAt(0)) >= 0;
    }

    private static void describe(OpenAPI api, String path, Schema<?> schema) {
        ApiResponse answer = api.getPaths().get(path).getGet().getResponses().get("200");
        answer.content(new Content().addMediaType("application/json", new MediaType().schema(schema)));
    }
}
