/** The command line: what an operator may ask for, and how mistakes are answered. */
@NullMarked
package io.shopledger.app.cli;

import org.jspecify.annotations.NullMarked;
