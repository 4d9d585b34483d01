/** The ports through which a reader opens sealed personal fields, and finds them. */
@NullMarked
package io.shopledger.vault;

import org.jspecify.annotations.NullMarked;
