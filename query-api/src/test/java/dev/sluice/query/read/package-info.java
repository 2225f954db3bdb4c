/// What every store must hold, and the stores in memory. Start reading at
/// [dev.sluice.query.read.EventRepositoryContract].
@NullMarked
package dev.sluice.query.read;

import org.jspecify.annotations.NullMarked;
