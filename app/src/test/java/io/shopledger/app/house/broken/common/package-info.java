/** A package with a name that says nothing. */
@NullMarked
package io.shopledger.app.house.broken.common;

import org.jspecify.annotations.NullMarked;
