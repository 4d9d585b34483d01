/** The stored form: logical names and the JSON of events, which never change. */
@NullMarked
package io.shopledger.stored;

import org.jspecify.annotations.NullMarked;
