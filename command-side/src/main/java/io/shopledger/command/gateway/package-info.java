/** Single commands: repeated where somebody else was first, refused with a code where they may not be done. */
@NullMarked
package io.shopledger.command.gateway;

import org.jspecify.annotations.NullMarked;
