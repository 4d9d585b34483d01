package io.shopledger.shopify.vault;

import java.nio.file.Path;
import java.util.Base64;
import org.springframework.jdbc.core.JdbcTemplate;

/** The vault's parts under a fresh master key, as {@link VaultWiring} makes them. Each is new: nothing is cached yet. */
public record OpenVault(
        StoreKeys storeKeys,
        BodySeal bodies,
        SubjectKeys subjectKeys,
        PersonalSeal personal,
        StoreSecrets secrets,
        BlindIndex contacts) {

    private static final String MASTER_KEY = Base64.getEncoder().encodeToString(Aes.random(Aes.KEY_BYTES));

    /** @return a vault that has just been started; all vaults of one test run have the same master key */
    public static OpenVault on(JdbcTemplate jdbc) {
        VaultWiring wiring = new VaultWiring();
        StoreKeys keys = wiring.storeKeys(MASTER_KEY, Path.of("not-used"), jdbc);
        BlindIndex contacts = wiring.blindIndex(keys, jdbc);
        SubjectKeys subjects = wiring.subjectKeys(jdbc, keys, contacts);
        return new OpenVault(
                keys,
                wiring.bodySeal(keys),
                subjects,
                wiring.personalSeal(subjects, jdbc),
                wiring.storeSecrets(jdbc, keys),
                contacts);
    }
}
