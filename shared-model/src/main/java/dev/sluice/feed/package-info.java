/// What the consumer tells live readers of each batch. Pure. Start reading at
/// [dev.sluice.feed.FeedBatch].
@NullMarked
package dev.sluice.feed;

import org.jspecify.annotations.NullMarked;
