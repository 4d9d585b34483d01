package io.shopledger.command.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopledger.Sealed;
import io.shopledger.order.OrderRecord;
import io.shopledger.stored.StoredJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordFingerprintTest {
    private static final OrderRecord ORDER = order("{\"mapping\":3,\"name\":\"#1001\",\"tags\":[\"new\"],"
            + "\"personal\":{\"key\":\"1\",\"nonce\":\"n\",\"ciphertext\":\"c\",\"fingerprint\":\"f\"}}");

    @Test
    void anotherCiphertext_isTheSame() {
        assertThat(RecordFingerprint.of(ORDER))
                .isEqualTo(RecordFingerprint.of(with("personal", sealed("1", "x", "f"))));
    }

    @Test
    void anotherSealedText_isAnother() {
        assertThat(RecordFingerprint.of(ORDER))
                .isNotEqualTo(RecordFingerprint.of(with("personal", sealed("1", "c", "g"))))
                .isNotEqualTo(RecordFingerprint.of(with("personal", sealed("2", "c", "f"))))
                .isNotEqualTo(RecordFingerprint.of(with("personal", null)));
    }

    @Test
    void anotherPlainField_isAnother() {
        assertThat(RecordFingerprint.of(ORDER))
                .isNotEqualTo(RecordFingerprint.of(with("tags", List.of("old"))))
                .isNotEqualTo(RecordFingerprint.of(with("name", null)));
    }

    /** Watermarks that were stored keep their meaning. */
    @Test
    void plainPart_isTheRecordWithoutItsSealedFields() {
        assertThat(new String(StoredJson.bytesWithoutSealed(ORDER), StandardCharsets.UTF_8))
                .isEqualTo(new String(StoredJson.bytes(with("personal", null)), StandardCharsets.UTF_8));
    }

    private static OrderRecord with(String field, Object value) {
        Map<String, Object> change = new HashMap<>();
        change.put(field, value);
        return OrderRecord.FIELDS.with(ORDER, change);
    }

    private static Sealed sealed(String key, String ciphertext, String fingerprint) {
        return new Sealed(key, "n", ciphertext, fingerprint);
    }

    private static OrderRecord order(String json) {
        return StoredJson.MAPPER.readValue(json, OrderRecord.class);
    }
}
