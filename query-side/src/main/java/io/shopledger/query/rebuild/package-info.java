/** Makes read models anew from the events while the old ones are served, and swaps them. */
@NullMarked
package io.shopledger.query.rebuild;

import org.jspecify.annotations.NullMarked;
