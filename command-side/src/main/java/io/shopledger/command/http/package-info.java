/** What the command side's controllers share: failures as problem+json. */
@NullMarked
package io.shopledger.command.http;

import org.jspecify.annotations.NullMarked;
