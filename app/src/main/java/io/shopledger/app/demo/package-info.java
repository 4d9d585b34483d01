/** The demo: a simulated store, connected and live. */
@NullMarked
package io.shopledger.app.demo;

import org.jspecify.annotations.NullMarked;
