/// Servers in processes of their own, and load for them: what the benches of HTTP services share.
/// Start reading at [dev.sluice.e2e.bench.server.ServerProcess].
@NullMarked
package dev.sluice.e2e.bench.server;

import org.jspecify.annotations.NullMarked;
