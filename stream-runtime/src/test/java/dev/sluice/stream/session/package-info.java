/// The stories that a shard's session may tell.
@NullMarked
package dev.sluice.stream.session;

import org.jspecify.annotations.NullMarked;
