package io.shopledger.shopify.vault;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import org.springframework.jdbc.core.JdbcTemplate;

/** The vault's parts under a fresh master key, as {@link VaultWiring} makes them. Each is new: nothing is cached yet. */
public record OpenVault(
        StoreKeys storeKeys,
        BodySeal bodies,
        SubjectKeys subjectKeys,
        PersonalSeal personal,
        StoreSecrets secrets,
        DestroyedBytes destroyed) {

    private static final String MASTER_KEY = Base64.getEncoder().encodeToString(Aes.random(Aes.KEY_BYTES));

    /** @return a vault that has just been started; all vaults of one test run have the same master key */
    public static OpenVault on(JdbcTemplate jdbc) {
        return on(jdbc, Clock.systemUTC());
    }

    /** @param clock by which bodies' keys have their days */
    public static OpenVault on(JdbcTemplate jdbc, Clock clock) {
        VaultWiring wiring = new VaultWiring();
        DestroyedBytes destroyed = wiring.destroyedBytes(jdbc, clock);
        StoreKeys keys = wiring.storeKeys(MASTER_KEY, Path.of("not-used"), jdbc, destroyed);
        BlindIndex contacts = wiring.blindIndex(keys, jdbc);
        SubjectKeys subjects = wiring.subjectKeys(jdbc, keys, contacts, destroyed);
        return new OpenVault(
                keys,
                wiring.bodySeal(keys, destroyed, jdbc, clock),
                subjects,
                wiring.personalSeal(subjects, contacts, jdbc),
                wiring.storeSecrets(jdbc, keys),
                destroyed);
    }
}
