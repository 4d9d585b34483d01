package io.shopledger.app.access;

import io.github.bucket4j.TimeMeter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Counts wrong keys by the address they come from. A good key is let in all the same: behind a proxy all have one address, and
 * one guesser there must not lock out the others; 256 bits are not guessed, however often one tries.
 */
@Component
class KeyGuesses {
    static final int A_MINUTE = 20;

    private final Allowance<String> allowed;

    @Autowired
    KeyGuesses() {
        this(TimeMeter.SYSTEM_NANOTIME);
    }

    KeyGuesses(TimeMeter clock) {
        this.allowed = new Allowance<>(A_MINUTE, clock);
    }

    /** One more wrong key. @return 0 while they are few; else for how many seconds there is no other answer than to wait */
    long wrong(String address) {
        return allowed.take(address);
    }
}
