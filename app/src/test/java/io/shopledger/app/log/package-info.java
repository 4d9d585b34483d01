/** What the log says, and how often. */
@NullMarked
package io.shopledger.app.log;

import org.jspecify.annotations.NullMarked;
