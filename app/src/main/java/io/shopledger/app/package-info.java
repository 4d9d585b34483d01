/** The one running process: its parts put together, its start and its end. */
@NullMarked
package io.shopledger.app;

import org.jspecify.annotations.NullMarked;
