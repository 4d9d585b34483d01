/** Who is let in, tried with the requests of friends and strangers. */
@NullMarked
package io.shopledger.app.access;

import org.jspecify.annotations.NullMarked;
