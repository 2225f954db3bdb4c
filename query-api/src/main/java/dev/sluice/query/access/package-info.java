/// Who asks, and what they may see. Start reading at [dev.sluice.query.access.Access].
@NullMarked
package dev.sluice.query.access;

import org.jspecify.annotations.NullMarked;
