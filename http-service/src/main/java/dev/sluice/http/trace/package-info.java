/// Which request an answer and a log line belong to. Start reading at
/// [dev.sluice.http.trace.RequestTrace].
@NullMarked
package dev.sluice.http.trace;

import org.jspecify.annotations.NullMarked;
