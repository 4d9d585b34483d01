/** Classes that break the rules of the house, so that each rule is seen to fail. */
@NullMarked
package io.shopledger.app.house.broken;

import org.jspecify.annotations.NullMarked;
