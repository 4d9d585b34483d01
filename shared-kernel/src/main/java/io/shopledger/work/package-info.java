/** What a module is at work on, told in words for the monitor page. */
@NullMarked
package io.shopledger.work;

import org.jspecify.annotations.NullMarked;
