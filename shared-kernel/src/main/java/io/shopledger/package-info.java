/** The words every room uses: money, ids, origins, sealed personal fields. */
@NullMarked
package io.shopledger;

import org.jspecify.annotations.NullMarked;
