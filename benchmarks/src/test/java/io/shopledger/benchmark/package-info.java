@NullMarked
package io.shopledger.benchmark;

import org.jspecify.annotations.NullMarked;
