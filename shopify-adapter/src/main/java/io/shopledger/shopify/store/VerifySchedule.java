package io.shopledger.shopify.store;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tries the stores that cannot be called again and again, on one process of several: so they come back by themselves. */
@Configuration(proxyBeanMethods = false)
class VerifySchedule {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration BETWEEN_RENEWALS = Duration.ofHours(1);

    @Bean
    RecurringTask<Void> tokenRenewals(Verifying verifying) {
        return Tasks.recurring("token-renewals", FixedDelay.of(BETWEEN_RENEWALS))
                .execute((instance, context) -> verifying.renewBeforeItIsTooLate());
    }

    @Bean
    RecurringTask<Void> appSecretRotations(AppSecretRotation rotation) {
        return Tasks.recurring("app-secret-rotations", FixedDelay.of(PAUSE))
                .execute((instance, context) -> rotation.follow());
    }

    @Bean
    RecurringTask<Void> storeTrials(Verifying verifying) {
        return Tasks.recurring("store-trials", FixedDelay.of(PAUSE))
                .execute((instance, context) -> verifying.verifyDue());
    }
}
