/** What is different between two records of one entity, whatever its kind. */
@NullMarked
package io.shopledger.command.difference;

import org.jspecify.annotations.NullMarked;
