package io.shopledger.query.projection;

import java.util.Map;
import java.util.TreeMap;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How far each segment of a processing group has written down that it is, whichever process works on it. */
@Component
public class StoredTokens {
    private static final String STORED =
            "select segment, token, token_type from public.token_entry where processor_name = ?";

    private final JdbcTemplate jdbc;
    private final Serializer serializer;

    StoredTokens(JdbcTemplate jdbc, Serializer serializer) {
        this.jdbc = jdbc;
        this.serializer = serializer;
    }

    /** @return by segment; null for one that handled nothing yet; empty when the group never started */
    public Map<Integer, @Nullable TrackingToken> of(String group) {
        Map<Integer, @Nullable TrackingToken> found = new TreeMap<>();
        jdbc.query(
                STORED,
                row -> {
                    found.put(row.getInt("segment"), token(row.getBytes("token"), row.getString("token_type")));
                },
                group);
        return found;
    }

    private @Nullable TrackingToken token(byte @Nullable [] bytes, @Nullable String type) {
        return bytes == null || type == null
                ? null
                : WrappedToken.unwrapLowerBound(
                        serializer.deserialize(new SimpleSerializedObject<>(bytes, byte[].class, type, null)));
    }
}
