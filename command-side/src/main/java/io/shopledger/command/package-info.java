/** What is decided, and how what happened is stored. */
@NullMarked
package io.shopledger.command;

import org.jspecify.annotations.NullMarked;
