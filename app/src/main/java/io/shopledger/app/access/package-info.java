/** Who may call: protected mode, headers for browsers. */
@NullMarked
package io.shopledger.app.access;

import org.jspecify.annotations.NullMarked;
