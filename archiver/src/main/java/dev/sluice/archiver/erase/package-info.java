/// The erasure of a device: everything that was received of it until an instant goes, wherever it
/// lies, and stays gone. Pure but for its ports. Start reading at
/// [dev.sluice.archiver.erase.Erasing], which has the order of the steps and why it is that.
@NullMarked
package dev.sluice.archiver.erase;

import org.jspecify.annotations.NullMarked;
