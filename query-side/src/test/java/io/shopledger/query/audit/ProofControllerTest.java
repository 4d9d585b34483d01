package io.shopledger.query.audit;

import static io.shopledger.query.QueryTestApplication.FAILS_MIDWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.query.QuerySide;
import io.shopledger.stored.StoredJson;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The proof over HTTP; what it finds is the command side's to test. */
class ProofControllerTest extends QuerySide {
    private static final String CHECKPOINT = "{\"checkpoint\":{\"ordinal\":2,\"hash\":\"%s\",\"hmac\":\"CD\"}}";

    @Test
    void whatHolds_isToldByItsLastSeal() {
        JsonNode proof =
                StoredJson.MAPPER.readTree(post("/api/v1/audit/verify", null).body());

        assertThat(proof.get("holds").asBoolean()).isTrue();
        assertThat(proof.get("last_ordinal").asLong()).isEqualTo(2);
        assertThat(proof.get("events").asLong()).isEqualTo(3);
        assertThat(proof.get("finding").isNull()).isTrue();
        assertThat(proof.get("checkpoint").isNull()).as("none was given").isTrue();
    }

    @Test
    void checkpointGiven_isComparedAsItIs() {
        HttpResponse<String> answer = post("/api/v1/audit/verify", CHECKPOINT.formatted("AB".repeat(32)));

        JsonNode proof = StoredJson.MAPPER.readTree(answer.body());
        JsonNode finding = proof.get("finding");
        assertThat(proof.get("checkpoint").isNull())
                .as("what was found is before it: %s", proof)
                .isTrue();
        JsonNode earlier = StoredJson.MAPPER.readTree(post(
                        "/api/v1/audit/verify",
                        CHECKPOINT.formatted("AB".repeat(32)).replace(":2,", ":1,"))
                .body());
        assertThat(earlier.at("/checkpoint/ordinal").asLong()).as("%s", earlier).isEqualTo(1);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(finding.get("what").asString()).isEqualTo("altered");
        assertThat(finding.get("position").asLong()).isEqualTo(3);
        assertThat(finding.get("stream").asString()).isEqualTo("order/1/9");
        assertThat(finding.get("detail").asString()).contains("hash=" + "ab".repeat(32), "hmac=cd");
    }

    @Test
    void checkpointOfNoForm_isRefused() {
        assertThat(post("/api/v1/audit/verify", CHECKPOINT.formatted("xyz")).body())
                .contains("bad-request", "checkpoint.hash");
        assertThat(post("/api/v1/audit/verify", "{\"checkpoint\":{}}").body()).contains("checkpoint.ordinal");
        assertThat(post("/api/v1/audit/verify/progress", "{\"checkpoint\":{}}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void progress_isToldInLines_theLastIsTheProof() {
        HttpResponse<String> answer = post("/api/v1/audit/verify/progress", "{}");

        List<JsonNode> lines =
                answer.body().lines().map(StoredJson.MAPPER::readTree).toList();
        assertThat(lines.get(0).get("of_seals").asLong()).isEqualTo(2);
        assertThat(lines.get(lines.size() - 1).get("holds").asBoolean()).isTrue();
    }

    @Test
    void failureInTheMidst_breaksTheConnection_soThatNoPartIsTakenForTheWhole() {
        String checkpoint = CHECKPOINT.formatted("ab".repeat(32)).replace(":2,", ":" + FAILS_MIDWAY + ",");

        assertThatThrownBy(() -> post("/api/v1/audit/verify/progress", checkpoint))
                .hasCauseInstanceOf(IOException.class);
        assertThat(post("/api/v1/audit/verify", checkpoint).statusCode())
                .as("where nothing was sent")
                .isEqualTo(500);
    }

    @Test
    void newestSeal_isACheckpoint() {
        JsonNode checkpoint = json("/api/v1/audit/checkpoint");

        assertThat(checkpoint.get("ordinal").asLong()).isEqualTo(2);
        assertThat(checkpoint.get("hmac").asString()).isEqualTo("cd");
        assertThat(post("/api/v1/audit/verify", "{\"checkpoint\":" + checkpoint + "}")
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> post(String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
        return send(
                body == null
                        ? request.POST(HttpRequest.BodyPublishers.noBody()).build()
                        : request.header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build());
    }
}
