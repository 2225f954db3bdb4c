/// What becomes of the records of the change stream. Start reading at
/// [dev.sluice.archiver.commit.ChangeLetters].
@NullMarked
package dev.sluice.archiver.commit;

import org.jspecify.annotations.NullMarked;
