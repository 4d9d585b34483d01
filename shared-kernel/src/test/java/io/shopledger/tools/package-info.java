/** Tests that need a program of the system, or published data, which may be missing. */
@NullMarked
package io.shopledger.tools;

import org.jspecify.annotations.NullMarked;
