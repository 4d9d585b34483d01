/** Our side and the raw limits, measured in one run. */
@NullMarked
package io.shopledger.benchmark;

import org.jspecify.annotations.NullMarked;
