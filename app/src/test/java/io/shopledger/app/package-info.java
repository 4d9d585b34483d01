/** The parts of the process, one by one, and the rules of the house. */
@NullMarked
package io.shopledger.app;

import org.jspecify.annotations.NullMarked;
