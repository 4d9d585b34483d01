/** The rules of the house, as code. */
@NullMarked
package io.shopledger.app.house;

import org.jspecify.annotations.NullMarked;
