/** The command line, typed rightly and wrongly. */
@NullMarked
package io.shopledger.app.cli;

import org.jspecify.annotations.NullMarked;
