package io.shopledger.shopify.vault;

import io.shopledger.vault.CheckpointSignature;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The vault's parts. */
@Configuration(proxyBeanMethods = false)
class VaultWiring {
    @Bean
    DestroyedBytes destroyedBytes(JdbcTemplate jdbc, Clock clock) {
        return new DestroyedBytes(jdbc, clock);
    }

    @Bean
    StoreKeys storeKeys(
            @Value("${SHOPLEDGER_MASTER_KEY:}") String masterKey,
            @Value("${shopledger.data-dir:./data}") Path dataDirectory,
            JdbcTemplate jdbc,
            DestroyedBytes destroyed) {
        StoreKeys keys = new StoreKeys(MasterKey.of(masterKey, dataDirectory.resolve("master.key")), jdbc, destroyed);
        keys.check();
        return keys;
    }

    @Bean
    CheckpointSignature checkpointSignature(StoreKeys keys) {
        return keys::checkpointHmac;
    }

    @Bean
    BodySeal bodySeal(StoreKeys keys, DestroyedBytes destroyed, JdbcTemplate jdbc, Clock clock) {
        return new BodySeal(keys, new BodyKeys(keys, destroyed, jdbc, clock));
    }

    @Bean
    BlindIndex blindIndex(StoreKeys keys, JdbcTemplate jdbc) {
        return new BlindIndex(keys, jdbc);
    }

    @Bean
    SubjectKeys subjectKeys(JdbcTemplate jdbc, StoreKeys keys, BlindIndex contacts, DestroyedBytes destroyed) {
        return new SubjectKeys(jdbc, keys, contacts, destroyed);
    }

    @Bean
    PersonalSeal personalSeal(SubjectKeys keys, BlindIndex contacts, JdbcTemplate jdbc) {
        return new PersonalSeal(keys, contacts, jdbc);
    }

    @Bean
    StoreSecrets storeSecrets(JdbcTemplate jdbc, StoreKeys keys) {
        return new StoreSecrets(jdbc, keys);
    }
}
