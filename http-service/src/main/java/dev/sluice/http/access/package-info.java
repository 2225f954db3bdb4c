/// Who asks, and what they may see. Start reading at [dev.sluice.http.access.Access].
@NullMarked
package dev.sluice.http.access;

import org.jspecify.annotations.NullMarked;
