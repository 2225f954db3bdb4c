/// What workers remember, within bounds. Start reading at [dev.sluice.consumer.cache.RecentlyUsed].
@NullMarked
package dev.sluice.consumer.cache;

import org.jspecify.annotations.NullMarked;
