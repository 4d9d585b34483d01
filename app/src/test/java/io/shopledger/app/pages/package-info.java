/** The pages, in a real browser. */
@NullMarked
package io.shopledger.app.pages;

import org.jspecify.annotations.NullMarked;
