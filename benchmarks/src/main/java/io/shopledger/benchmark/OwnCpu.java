package io.shopledger.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What a load generator took of the cores that the measured one needed. */
final class OwnCpu {
    private OwnCpu() {}

    /** @return of this process since its start */
    static double seconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }
}
