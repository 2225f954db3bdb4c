@NullMarked
package dev.sluice.archiver.commit;

import org.jspecify.annotations.NullMarked;
