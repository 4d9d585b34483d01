/** What the rows of every kind share: how events become rows, how rows are read, and how they look from outside. */
@NullMarked
package io.shopledger.query.entity;

import org.jspecify.annotations.NullMarked;
