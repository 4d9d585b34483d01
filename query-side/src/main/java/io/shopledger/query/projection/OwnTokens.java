package io.shopledger.query.projection;

import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.jspecify.annotations.Nullable;

/**
 * How far the processors are. A projection's token is claimed, and moved on in the transaction of its rows, only while the
 * served tables are of this version of its code: else the batch is rolled back, and its processor tries to claim again later.
 */
public final class OwnTokens extends JdbcTokenStore {
    public static final TokenSchema SCHEMA = TokenSchema.builder()
            .setTokenTable("public.token_entry")
            .setProcessorNameColumn("processor_name")
            .setSegmentColumn("segment")
            .setTokenColumn("token")
            .setTokenTypeColumn("token_type")
            .setTimestampColumn("time_stamp")
            .setOwnerColumn("owner")
            .build();

    private final ServedVersions served;

    public OwnTokens(Builder settings, ServedVersions served) {
        super(settings.schema(SCHEMA));
        this.served = served;
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
        super.storeToken(token, processor, segment); // locks it: a swap waits for us, or this fails
        check(processor);
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processor, int segment) {
        TrackingToken token = super.fetchToken(processor, segment);
        check(processor);
        return token;
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processor, Segment segment) {
        TrackingToken token = super.fetchToken(processor, segment);
        check(processor);
        return token;
    }

    private void check(String processor) {
        served.ofOtherCode(processor).ifPresent(version -> {
            throw new UnableToClaimTokenException(
                    "The tables of %s are of version %d of its code".formatted(processor, version));
        });
    }
}
