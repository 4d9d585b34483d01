/** What is done later or again and again, by one process of several. */
@NullMarked
package io.shopledger.command.schedule;

import org.jspecify.annotations.NullMarked;
