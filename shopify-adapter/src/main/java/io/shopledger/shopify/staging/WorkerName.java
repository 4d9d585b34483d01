package io.shopledger.shopify.staging;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** Names what works: the host and process that people know it by, before what makes each name the only one. */
public final class WorkerName {
    /** Between what people are shown and the rest. */
    private static final String END = "/";

    private static final String PROCESS =
            host().replace(END, "") + ":" + ProcessHandle.current().pid();

    private WorkerName() {}

    /** @return a new name, which nobody else has: {@code host:4711/0b9f3c1e-…} */
    public static String unique() {
        return PROCESS + END + UUID.randomUUID();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "host";
        }
    }
}
