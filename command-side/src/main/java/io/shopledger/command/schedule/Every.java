package io.shopledger.command.schedule;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Again and again, never at the start. Each pause is up to a tenth shorter or longer, so that what was started together
 * does not stay together.
 */
public final class Every implements Schedule {
    private static final int SHARE = 10;

    private final Duration pause;

    private Every(Duration pause) {
        this.pause = pause;
    }

    /** @param pause from the end of one to the begin of the next; zero for never */
    public static Every pause(Duration pause) {
        return new Every(pause);
    }

    @Override
    public Instant getNextExecutionTime(ExecutionComplete last) {
        return after(last.getTimeDone());
    }

    @Override
    public Instant getInitialExecutionTime(Instant now) {
        return after(now);
    }

    @Override
    public boolean isDeterministic() {
        return false;
    }

    @Override
    public boolean isDisabled() {
        return pause.isZero();
    }

    private Instant after(Instant moment) {
        if (isDisabled()) {
            return NEVER;
        }
        long most = pause.toMillis() / SHARE;
        return moment.plus(pause).plusMillis(ThreadLocalRandom.current().nextLong(-most, most + 1));
    }
}
