/** The files that container engines read, as far as they can be checked without one. */
@NullMarked
package io.shopledger.app.container;

import org.jspecify.annotations.NullMarked;
