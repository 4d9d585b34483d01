/** How lists are asked for: filters, search, sorts, cursors and fields, and the statement that finds the rows. */
@NullMarked
package io.shopledger.query.list;

import org.jspecify.annotations.NullMarked;
