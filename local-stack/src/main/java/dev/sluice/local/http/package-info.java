/// The loopback HTTP server under every local service, where faults are committed and operations
/// logged. Start reading at [dev.sluice.local.http.FaultHandler].
@NullMarked
package dev.sluice.local.http;

import org.jspecify.annotations.NullMarked;
