/** What every room's HTTP shares: cursors, failures and the description of the API. */
@NullMarked
package io.shopledger.query.http;

import org.jspecify.annotations.NullMarked;
