package io.shopledger.shopify.kind;

import io.shopledger.shopify.json.Gid;

/**
 * How Shopify is asked for the entity of one stream.
 *
 * @param document with {@code nodes(ids:)}, such as {@code orders-by-id}
 * @param gid one of its ids; two levels of one item have the same
 */
public record ReadById(String document, Gid gid) {
    /** @param stream the key of an observed stream, such as {@code order/7/450789469} */
    public static ReadById of(String stream) {
        Kind kind = Kind.ofStream(stream);
        String[] parts = stream.split("/", -1);
        if (parts.length < 3) {
            throw new IllegalArgumentException("Not a stream's key: " + stream);
        }
        return new ReadById(kind.document(), new Gid(kind.gidType(), Long.parseLong(parts[2])));
    }
}
