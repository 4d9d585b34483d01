package io.shopledger.shopify.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopledger.shopify.vault.Aes.WrongKey;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AesTest {
    private static final byte[] KEY = Aes.random(Aes.KEY_BYTES);
    private static final byte[] TEXT = {1, 2, 3};

    @Property(tries = 200)
    void whatWasSealed_opensAgain(@ForAll byte[] text, @ForAll String belongsTo) {
        byte[] sealed = Aes.seal(KEY, text, belongsTo);
        assertThat(Aes.open(KEY, sealed, belongsTo)).isEqualTo(text);
        assertThat(sealed).hasSize(Aes.NONCE_BYTES + text.length + 16);
    }

    @Property(tries = 200)
    void anyBitTurned_isRefused(@ForAll byte[] text, @ForAll int position) {
        byte[] sealed = Aes.seal(KEY, text, "order/1/1");
        sealed[Math.floorMod(position, sealed.length)] ^= 1;
        assertThatThrownBy(() -> Aes.open(KEY, sealed, "order/1/1")).isInstanceOf(WrongKey.class);
    }

    @Test
    void sealedForSomethingElse_isRefused() {
        byte[] sealed = Aes.seal(KEY, TEXT, "order/1/1");
        assertThatThrownBy(() -> Aes.open(KEY, sealed, "order/1/2"))
                .isInstanceOf(WrongKey.class)
                .hasMessageContaining("order/1/2");
    }

    @Test
    void anotherKey_isRefused() {
        byte[] sealed = Aes.seal(KEY, TEXT, "order/1/1");
        assertThatThrownBy(() -> Aes.open(Aes.random(Aes.KEY_BYTES), sealed, "order/1/1"))
                .isInstanceOf(WrongKey.class);
    }

    @Test
    void twiceTheSame_isSealedWithAnotherNonce() {
        assertThat(Aes.seal(KEY, TEXT, "x")).isNotEqualTo(Aes.seal(KEY, TEXT, "x"));
    }

    @Test
    void derivedKeys_differByPurpose() {
        assertThat(Aes.derived(KEY, "a"))
                .hasSize(Aes.KEY_BYTES)
                .isEqualTo(Aes.derived(KEY, "a"))
                .isNotEqualTo(Aes.derived(KEY, "b"))
                .isNotEqualTo(KEY);
    }
}
