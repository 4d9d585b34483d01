package io.shopledger.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.shopledger.query.QuerySide;
import io.shopledger.stored.StoredJson;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.mock.http.MockHttpInputMessage;
import tools.jackson.databind.JsonNode;

/** Failures say what was wrong and what to do; the open parts of the API are there. */
class ProblemsTest extends QuerySide {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/orders|400|bad-request|store_id is missing",
                "/api/v1/orders?store_id=one|400|bad-request|store_id is \"one\"; expected is a whole number",
                "/api/v1/orders?store_id=0|400|bad-request|store_id is 0",
                "/api/v1/orders?store_id=9|404|not-found|There is no store 9. All stores: /api/v1/stores",
                "/api/v1/sync/logs?store_id=9|404|not-found|There is no store 9. All stores: /api/v1/stores",
                "/api/v1/audit/orders/1/history?store_id=9|404|not-found|There is no store 9. All stores: /api/v1/stores",
                "/api/v1/audit/stores/9/history|404|not-found|There is no store 9. All stores: /api/v1/stores",
                "/api/v1/orders?store_id=1&limit=251|400|bad-request|limit is 251; give a number from 1 to 250",
                "/api/v1/orders?store_id=1&sort=name|400|bad-request|sort is",
                "/api/v1/orders?store_id=1&cursor=!|400|bad-request|cursor is not one of this list",
                "/api/v1/orders?store_id=1&financial_status=%27|400|bad-request|financial_status",
                "/api/v1/audit/orders/x/as-of?store_id=1&at=2026-10-01T00:00:00Z|400|bad-request|id is \"x\"",
                "/api/v1/audit/orders/1/as-of?store_id=1&at=soon|400|bad-request|a time such as",
                "/api/v1/audit/orders/1/as-of?store_id=9&at=2026-10-01T00:00:00Z|404|not-found|There is no store 9",
                "/api/v1/audit/orders/1/why?store_id=1|400|bad-request|field is missing",
                "/api/v1/audit/orders/1/diff?store_id=1&from=2026-10-01T00:00:00Z|400|bad-request|to is missing",
                "/api/v1/orders/x?store_id=1|400|bad-request|id is \"x\"",
                "/api/v1/nothing|404|not-found|/docs",
                "/api/v1/orders?store_id=1&limt=3|400|bad-request|no parameter \"limt\" here; known are store_id, limit,",
                "/api/v1/orders/1?store_id=1&limit=3|400|bad-request|no parameter \"limit\" here; known are store_id",
                "/api/v1/audit/orders/1/history?store_id=1&at=x|400|bad-request|known are store_id, limit, cursor",
                "/api/v1/orders?store_id=1&financial_status=payed|400|bad-request|financial_status is none of Shopify's words for it, which are paid, pending",
                "/api/v1/customers?store_id=1&state=on|400|bad-request|which are enabled, disabled, invited, declined",
                "/api/v1/products?store_id=1&status=ACTIV|400|bad-request|which are active, draft, archived, unlisted",
                "/api/v1/customers?store_id=1&email=jon|400|bad-request|email is not whole",
                "/api/v1/orders?store_id=1&phone=jon|400|bad-request|phone is not whole",
                "/api/v1/orders?store_id=1&total_price_min=10.5&total_price_max=10.25|400|bad-request|total_price_min is more than total_price_max",
                "/api/v1/products?store_id=1&price_min=100&price_max=20|400|bad-request|price_min is more than price_max",
                "/api/v1/orders?store_id=1&created_at_min=2026-11-02&created_at_max=2026-11-01|400|bad-request|created_at_min is more than created_at_max",
                "/api/v1/orders?store_id=1&created_at_min=2026-02-30|400|bad-request|nor a day such as",
                "/api/v1/orders?store_id=1&created_at_min=9999999-01-01|400|bad-request|created_at_min",
                "/api/v1/orders?store_id=1&created_at_min=2026-11-01T00:00:00+02:00|400|bad-request|Write the + of its offset as %2B",
                "/api/v1/audit/orders/1/as-of?store_id=1&at=2026-11-01T00:00:00+02:00|400|bad-request|Write the + of its offset as %2B",
                "/api/v1/orders?store_id=1&fields=id,line_items.sku|400|bad-request|fields has a name \"line_items.sku\", which is not here; known are ",
                "/api/v1/sync/logs?store_id=1&status=bogus|400|bad-request|status is none of running, completed, failed, cancelled",
                "/api/v1/sync/logs?store_id=1&sync_type=order|400|bad-request|sync_type is none of products, inventory, customers, orders, full",
                "/api/v1/projections/orders/dead-letters/1?x|400|bad-request|this call takes none",
            })
    void wrongRequest_isToldWhy(String path, int status, String type, String said) {
        problem(get(path), status, type, said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "audit/verify|{\"chekpoint\": 1}|There is no field \"chekpoint\", at line 1, column 17; there are checkpoint.",
                "audit/verify|{\"checkpoint\": {\"ordnal\": 1}}|no field \"ordnal\" in checkpoint, at line 1, column 29; there are ordinal, hash, sealed_at, hmac.",
                "audit/verify|{\"checkpoint\": {\"ordinal\": 1.5}}|checkpoint.ordinal has to be a whole number, at line",
                "audit/verify|{\"checkpoint\": {\"ordinal\": \"5x\"}}|checkpoint.ordinal has to be a whole number, at line",
                "audit/verify|{\"checkpoint\": {\"ordinal\": \"\"}}|checkpoint.ordinal has to be a whole number, at line",
                "audit/verify|{\"checkpoint\": {\"ordinal\": true}}|checkpoint.ordinal has to be a whole number, at line",
                "audit/verify|{\"checkpoint\": {\"hash\": []}}|checkpoint.hash has to be a text in quotes, at line",
                "audit/verify|{\"checkpoint\": 7}|checkpoint has to be an object in { }, at line",
                "audit/verify|[]|The body has to be an object in { }, at line",
                "audit/as-of|{\"store_id\": 1, \"known_at\": 17}|known_at has to be a time such as \"2026-10-01T14:03:00Z\", at line",
                "audit/as-of|{\"store_id\": 1, \"known_at\": \"17\"}|known_at has to be a time such as \"2026-10-01T14:03:00Z\", at line",
                "projections/orders/rebuild|{\"accept_differences\": 17}|accept_differences has to be true or false, at line",
                "projections/orders/rebuild|{\"accept_differences\": \"yes\"}|accept_differences has to be true or false, at line",
                "projections/orders/rebuild?accept_differences=true|{}|There is no parameter \"accept_differences\" here",
            })
    void aBodyNotToTheLetter_isToldWhatIsExpected(String call, String body, String said) {
        problem(
                send(HttpRequest.newBuilder(address("/api/v1/" + call))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build()),
                400,
                "bad-request",
                said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/orders/%00?store_id=1",
                "/api/v1/orders/%zz?store_id=1",
                "/api/v1/orders/%ff?store_id=1",
                "/api/v1/orders/a%2Fb?store_id=1",
                "/api/v1/orders/a\\b",
                "/api/v1/orders/{id}",
                "/api/v1/orders/\0",
                "/api/v1/orders?store_id=%zz",
                "/api/v1/orders?store_id=%ff",
                "/api/v1/orders?store_id=1&limit=%00",
                "/api/v1/orders?store_id={1}",
                "/api/v1/orders?store_id=1&%00=1",
                "/%zz",
            })
    void aRequestThatCannotBeRead_isTurnedDownAsAProblemToo(String target) throws Exception {
        String answer;
        try (Socket socket = new Socket("127.0.0.1", address("/").getPort())) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .containsIgnoringCase("\r\nContent-Type: application/problem+json");
        String json = answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1);
        JsonNode problem = StoredJson.MAPPER.readTree(json);
        assertThat(problem.get("type").asString()).isEqualTo("urn:shopledger:problem:bad-request");
        assertThat(problem.get("status").asInt()).isEqualTo(400);
        assertThat(problem.get("detail").asString()).isNotBlank().doesNotContain("Exception", "Tomcat");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\": jon}|The body is not JSON, at line 1, column 1",
                "{\"title\": \"jon|The body is not JSON, at line 1, column 1",
                "{\"tags\": {\"jon\": 1}}|tags has to be a list in [ ], at line 1, column 1",
            })
    void aBodyThatCannotBeRead_isToldWhere_andNotWhatItHolds(String body, String said) {
        Throwable cause = catchThrowable(() -> StoredJson.MAPPER.readValue(body, Body.class));
        String told = UnreadableBody.told(
                new HttpMessageNotReadableException("JSON parse error", cause, new MockHttpInputMessage(new byte[0])));
        assertThat(told).contains(said).doesNotContain("jon", "Exception");
    }

    record Body(String title, List<String> tags) {}

    @Test
    void wrongMethod_isToldWhichIsAllowed() {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address("/api/v1/orders?store_id=1"))
                .POST(BodyPublishers.noBody())
                .build());
        problem(answer, 405, "method-not-allowed", "allowed: GET");
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void unexpected_tellsNothingButItsId() {
        jdbc.execute("alter table shopify_orders rename to hidden");
        try {
            HttpResponse<String> answer = get("/api/v1/orders?store_id=1&limit=249");
            problem(answer, 500, "internal", "in our log under");
            assertThat(answer.body()).doesNotContain("shopify_orders", "Exception", "select");
        } finally {
            jdbc.execute("alter table hidden rename to shopify_orders");
        }
    }

    @Test
    void health_saysEachPart() {
        caughtUp();
        JsonNode health = json("/health");
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(health.at("/components/eventStore/status").asString()).isEqualTo("UP");
        assertThat(health.get("components").propertyNames())
                .containsExactlyInAnyOrder("database", "eventStore", "projections", "sagas", "privacy", "webhooks");
        Set<String> measured = get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("shopledger_projection_lag_events{"))
                .map(line -> line.replaceAll(".*projection=\"([^\"]*)\".*", "$1"))
                .collect(Collectors.toSet());
        assertThat(health.at("/components/projections/details").propertyNames())
                .as("one set of names")
                .containsExactlyInAnyOrderElementsOf(measured);
        assertThat(health.at("/components/projections/details/orders/running").asBoolean())
                .isTrue();
        assertThat(health.at("/components/projections/details/orders/lag_events")
                        .asLong(-1))
                .isZero();
    }

    @Test
    void metrics_areThereFromTheStart() {
        assertThat(get("/metrics").body())
                .contains(
                        "shopify_active_stores 3.0",
                        "shopify_sync_duration_seconds_bucket{sync_type=\"orders\",le=\"60.0\"} ",
                        "shopify_sync_duration_seconds_count{sync_type=\"full\"} ",
                        "shopledger_projection_lag_events{projection=\"orders\"}");
    }

    @Test
    void docs_describeEveryCallAndItsFailures() {
        assertThat(get("/docs").statusCode()).isIn(200, 302);
        JsonNode api = json("/docs/openapi.json");
        assertThat(api.get("paths").propertyNames())
                .contains("/api/v1/orders", "/api/v1/orders/{id}", "/api/v1/audit/{kind}/{id}/history")
                .contains(
                        "/api/v1/projections/{name}/dead-letters",
                        "/api/v1/projections/{name}/dead-letters/{id}",
                        "/api/v1/projections/{name}/dead-letters/{id}/retry",
                        "/api/v1/projections/{name}/dead-letters/{id}/discard")
                .doesNotContain("/", "/live");
        assertThat(api.get("paths")
                        .get("/api/v1/orders/{id}")
                        .at("/get/responses/404/content")
                        .propertyNames())
                .contains("application/problem+json");
        assertThat(api.at("/components/schemas/ShownOrder/description").asString())
                .contains("webhook JSON");
        assertThat(get("/docs/openapi.json/swagger-config").body()).doesNotContain("validator.swagger.io");
    }

    private static void problem(HttpResponse<String> answer, int status, String type, String said) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = StoredJson.MAPPER.readTree(answer.body());
        assertThat(problem.get("type").asString()).isEqualTo("urn:shopledger:problem:" + type);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(problem.get("detail").asString()).contains(said);
    }
}
