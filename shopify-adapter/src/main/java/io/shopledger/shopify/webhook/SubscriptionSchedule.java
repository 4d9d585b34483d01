package io.shopledger.shopify.webhook;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks after the subscriptions, on one process of several. When a store's own time is, its row says. */
@Configuration(proxyBeanMethods = false)
class SubscriptionSchedule {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    @Bean
    RecurringTask<Void> subscriptionChecks(SubscriptionCheck check) {
        return Tasks.recurring("subscription-checks", FixedDelay.of(PAUSE))
                .execute((instance, context) -> check.checkDue());
    }

    @Bean
    RecurringTask<Void> topicLooks(TopicsHeard heard) {
        return Tasks.recurring("topic-looks", FixedDelay.of(PAUSE))
                .execute((instance, context) -> heard.look(context.getExecution().lastSuccess));
    }
}
