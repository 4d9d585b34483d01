package io.shopledger.vault;

/** Signs checkpoints under a key that is not in the database. The adapter's vault implements it. */
public interface CheckpointSignature {

    /** @return the HMAC in lower-case hexadecimal digits */
    String of(long ordinal, String hash);
}
