/// Proof that every event that was stored is where it should be. The core is pure; what it asks of
/// the tables, the streams and the bucket are ports. Start reading at
/// [dev.sluice.archiver.verify.Reconciliation].
@NullMarked
package dev.sluice.archiver.verify;

import org.jspecify.annotations.NullMarked;
