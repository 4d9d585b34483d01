/** Our jars as processes of their own, started and killed as an operator would. */
@NullMarked
package io.shopledger.app.process;

import org.jspecify.annotations.NullMarked;
