/** What is left after a process was killed without warning. */
@NullMarked
package io.shopledger.app.recovery;

import org.jspecify.annotations.NullMarked;
