/** Stands for the query side. */
@NullMarked
package io.shopledger.app.house.broken.query;

import org.jspecify.annotations.NullMarked;
