/** Demands concerning personal data: which there are, and what is held of a customer who asked. */
@NullMarked
package io.shopledger.query.privacy;

import org.jspecify.annotations.NullMarked;
