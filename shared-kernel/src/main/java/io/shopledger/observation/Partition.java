package io.shopledger.observation;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The share of streams that one worker at a time decides: CRC-32 of the stream's key, modulo 64. */
public final class Partition {
    public static final int COUNT = 64;

    private Partition() {}

    public static int of(String stream) {
        CRC32 crc = new CRC32();
        crc.update(stream.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % COUNT);
    }
}
