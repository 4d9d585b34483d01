/** What every projection shares: how it is known, what it set aside, and how one entity's rows are made anew. */
@NullMarked
package io.shopledger.query.projection;

import org.jspecify.annotations.NullMarked;
