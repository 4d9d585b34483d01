/** Orders: their record, what is observed of them and what happened to them. */
@NullMarked
package io.shopledger.order;

import org.jspecify.annotations.NullMarked;
