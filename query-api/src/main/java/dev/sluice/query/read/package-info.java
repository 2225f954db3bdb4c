/// What can be asked of the store, without saying which store. Start reading at
/// [dev.sluice.query.read.EventRepository] and [dev.sluice.query.read.DeviceRepository].
@NullMarked
package dev.sluice.query.read;

import org.jspecify.annotations.NullMarked;
