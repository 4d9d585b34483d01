/** The demo, without starting it. */
@NullMarked
package io.shopledger.app.demo;

import org.jspecify.annotations.NullMarked;
