/// What a record of the table-change stream means for the archive. Pure. Start reading at
/// [dev.sluice.archiver.change.ChangeDecoder].
@NullMarked
package dev.sluice.archiver.change;

import org.jspecify.annotations.NullMarked;
