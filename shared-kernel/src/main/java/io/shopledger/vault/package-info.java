/** The port through which a reader opens sealed personal fields. */
@NullMarked
package io.shopledger.vault;

import org.jspecify.annotations.NullMarked;
