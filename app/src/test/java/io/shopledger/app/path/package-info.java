/** The whole path, from a delivery to the query API, through the running jar. */
@NullMarked
package io.shopledger.app.path;

import org.jspecify.annotations.NullMarked;
