/** What the mappers of all kinds share: how a thing was heard of, and how its personal fields are sealed. */
@NullMarked
package io.shopledger.shopify.observation;

import org.jspecify.annotations.NullMarked;
