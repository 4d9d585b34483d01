/** Syncs: one of each type at a time, walked through its steps by a saga, asked for by people and schedules. */
@NullMarked
package io.shopledger.command.sync;

import org.jspecify.annotations.NullMarked;
