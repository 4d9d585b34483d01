/** The database's scripts outside of a start: what has run, running them, and beginning anew. */
@NullMarked
package io.shopledger.app.migrate;

import org.jspecify.annotations.NullMarked;
