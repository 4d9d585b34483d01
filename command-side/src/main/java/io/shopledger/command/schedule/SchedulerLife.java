package io.shopledger.command.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.shopledger.Role;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/** Lets the scheduler run where the process has the role {@code beat}; elsewhere it only takes what is to be done. */
class SchedulerLife implements SmartLifecycle, DisposableBean {
    private final Scheduler scheduler;
    private final boolean beats;
    private volatile boolean running;

    SchedulerLife(Scheduler scheduler, String roles) {
        this.scheduler = scheduler;
        this.beats = Role.BEAT.isIn(roles);
    }

    @Override
    public void start() {
        if (beats) {
            scheduler.start();
        }
        running = true;
    }

    @Override
    public void stop() {
        if (beats) {
            scheduler.stop();
        }
        running = false;
    }

    /** Where the start failed after ours. */
    @Override
    public void destroy() {
        if (running) {
            stop();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After everything that its tasks use. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE;
    }
}
