package io.shopledger.shopify.privacy;

import io.shopledger.Role;
import io.shopledger.privacy.Redactions;
import io.shopledger.shopify.graphql.GraphQlClient;
import io.shopledger.shopify.privacy.Erasures.Erasure;
import io.shopledger.shopify.rounds.Rounds;
import io.shopledger.shopify.vault.DestroyedBytes;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Erases what was redacted as soon as that is decided, and at each start all that ever was: a database that was restored from
 * an earlier state is brought up to what its events say, and to what {@link ErasedFile} says where they are lost too.
 */
@Component
class ErasureWorker implements SmartLifecycle {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int AT_ONCE = 1_000;

    private final Redactions redactions;
    private final Erasures erasures;
    private final Eraser eraser;
    private final ForgottenErasures forgotten;
    private final DestroyedBytes destroyed;
    private final boolean worker;
    private final Rounds rounds;
    private boolean allAgain = true; // by the one thread of the rounds

    ErasureWorker(
            Redactions redactions,
            Erasures erasures,
            Eraser eraser,
            ForgottenErasures forgotten,
            DestroyedBytes destroyed,
            GraphQlClient shopify,
            @Value("${shopledger.roles:}") String roles) {
        this.redactions = redactions;
        this.erasures = erasures;
        this.eraser = eraser;
        this.forgotten = forgotten;
        this.destroyed = destroyed;
        this.worker = Role.WORKER.isIn(roles);
        this.rounds = new Rounds("erasure", POLL, shopify, this::eraseNext);
    }

    /** One round. @return whether there may be more to do at once */
    boolean eraseNext() {
        if (allAgain) {
            erasures.add(redactions.all());
            forgotten.recall();
            eraser.erase(erasures.all());
            allAgain = false;
        }
        eraser.eraseLater();
        List<Erasure> open = erasures.open(AT_ONCE);
        List<Erasure> fresh =
                open.stream().filter(one -> !eraser.isWaiting(one)).toList();
        if (!fresh.isEmpty()) {
            eraser.erase(fresh);
        }
        destroyed.clean();
        return fresh.size() == AT_ONCE;
    }

    @Override
    public void start() {
        rounds.start(1);
    }

    /** Where the process has the role {@code worker}. */
    @Override
    public boolean isAutoStartup() {
        return worker;
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }
}
