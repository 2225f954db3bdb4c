/// Which request an answer and a log line belong to. Start reading at
/// [dev.sluice.query.trace.RequestTrace].
@NullMarked
package dev.sluice.query.trace;

import org.jspecify.annotations.NullMarked;
