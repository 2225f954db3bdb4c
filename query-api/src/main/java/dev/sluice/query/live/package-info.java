/// What happens now, for many clients from one reading of the feed. Pure: knows no HTTP and no
/// store.
///
/// Start reading at [dev.sluice.query.live.Hub], which hands what
/// [dev.sluice.query.live.FeedReader] finds to those who asked for it.
@NullMarked
package dev.sluice.query.live;

import org.jspecify.annotations.NullMarked;
