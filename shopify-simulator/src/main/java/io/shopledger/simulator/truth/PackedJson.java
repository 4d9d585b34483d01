package io.shopledger.simulator.truth;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One JSON object as deflated bytes that never change: the store, its journal and all deliveries of one change share
 * them, and 100,000 orders fit into a small heap.
 */
public final class PackedJson {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final ThreadLocal<Deflater> DEFLATER =
            ThreadLocal.withInitial(() -> new Deflater(Deflater.BEST_SPEED, true));
    private static final ThreadLocal<Inflater> INFLATER = ThreadLocal.withInitial(() -> new Inflater(true));

    private final byte[] deflated;
    private final int length;

    private PackedJson(byte[] deflated, int length) {
        this.deflated = deflated;
        this.length = length;
    }

    static PackedJson of(JsonNode object) {
        byte[] plain = JSON.writeValueAsBytes(object);
        Deflater deflater = DEFLATER.get();
        deflater.reset();
        deflater.setInput(plain);
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 4 + 64);
        byte[] part = new byte[4096];
        while (!deflater.finished()) {
            packed.write(part, 0, deflater.deflate(part));
        }
        return new PackedJson(packed.toByteArray(), plain.length);
    }

    /** The bytes as they go over the wire, the same at each call. */
    public byte[] bytes() {
        Inflater inflater = INFLATER.get();
        inflater.reset();
        inflater.setInput(deflated);
        byte[] plain = new byte[length];
        try {
            int filled = 0;
            while (filled < length) {
                filled += inflater.inflate(plain, filled, length - filled);
            }
        } catch (DataFormatException impossible) {
            throw new IllegalStateException(impossible);
        }
        return plain;
    }

    /** As {@link #ofBase64} takes it back, without the cost of reading and packing it anew. */
    String base64() {
        return length + ":" + Base64.getEncoder().encodeToString(deflated);
    }

    static PackedJson ofBase64(String text) {
        int colon = text.indexOf(':');
        return new PackedJson(
                Base64.getDecoder().decode(text.substring(colon + 1)), Integer.parseInt(text.substring(0, colon)));
    }

    public ObjectNode tree() {
        return (ObjectNode) JSON.readTree(bytes());
    }
}
