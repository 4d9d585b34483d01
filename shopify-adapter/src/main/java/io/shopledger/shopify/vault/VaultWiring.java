package io.shopledger.shopify.vault;

import io.shopledger.vault.CheckpointSignature;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The vault's parts. */
@Configuration(proxyBeanMethods = false)
class VaultWiring {
    @Bean
    StoreKeys storeKeys(
            @Value("${SHOPLEDGER_MASTER_KEY:}") String masterKey,
            @Value("${shopledger.data-dir:./data}") Path dataDirectory,
            JdbcTemplate jdbc) {
        StoreKeys keys = new StoreKeys(MasterKey.of(masterKey, dataDirectory.resolve("master.key")), jdbc);
        keys.check();
        return keys;
    }

    @Bean
    CheckpointSignature checkpointSignature(StoreKeys keys) {
        return keys::checkpointHmac;
    }

    @Bean
    BodySeal bodySeal(StoreKeys keys) {
        return new BodySeal(keys);
    }

    @Bean
    BlindIndex blindIndex(StoreKeys keys, JdbcTemplate jdbc) {
        return new BlindIndex(keys, jdbc);
    }

    @Bean
    SubjectKeys subjectKeys(JdbcTemplate jdbc, StoreKeys keys, BlindIndex contacts) {
        return new SubjectKeys(jdbc, keys, contacts);
    }

    @Bean
    PersonalSeal personalSeal(SubjectKeys keys, JdbcTemplate jdbc) {
        return new PersonalSeal(keys, jdbc);
    }

    @Bean
    StoreSecrets storeSecrets(JdbcTemplate jdbc, StoreKeys keys) {
        return new StoreSecrets(jdbc, keys);
    }
}
