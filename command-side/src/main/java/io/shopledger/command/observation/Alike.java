package io.shopledger.command.observation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fingerprints of observations that tell fewer fields than the record, and of those nothing else than it: heard again, such
 * a one is unchanged without a look at the aggregate. They hold for one record; with another fingerprint of the record there
 * are none.
 *
 * @param fingerprints the latest first
 */
record Alike(List<byte[]> fingerprints) {
    static final Alike NONE = new Alike(List.of());

    /** Sources that tell different sets of fields: webhooks, pages and single reads. */
    private static final int MOST = 3;

    /** Stored JSON leaves out what is empty. */
    Alike {
        fingerprints = fingerprints == null ? List.of() : fingerprints;
    }

    static Alike of(byte @Nullable [] stored) {
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; stored != null && from < stored.length; from += RecordFingerprint.BYTES) {
            parts.add(Arrays.copyOfRange(stored, from, from + RecordFingerprint.BYTES));
        }
        return parts.isEmpty() ? NONE : new Alike(parts);
    }

    boolean contains(byte[] fingerprint) {
        return fingerprints.stream().anyMatch(one -> Arrays.equals(one, fingerprint));
    }

    Alike with(byte[] fingerprint) {
        if (contains(fingerprint)) {
            return this;
        }
        List<byte[]> parts = new ArrayList<>(List.of(fingerprint));
        fingerprints.stream().limit(MOST - 1L).forEach(parts::add);
        return new Alike(parts);
    }

    /** @return one after the other; null where there are none */
    byte @Nullable [] stored() {
        if (fingerprints.isEmpty()) {
            return null;
        }
        byte[] all = new byte[fingerprints.size() * RecordFingerprint.BYTES];
        for (int i = 0; i < fingerprints.size(); i++) {
            System.arraycopy(fingerprints.get(i), 0, all, i * RecordFingerprint.BYTES, RecordFingerprint.BYTES);
        }
        return all;
    }
}
