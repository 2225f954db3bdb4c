/// The service that turns removals of expired events into Parquet files. A change record goes
/// through [dev.sluice.archiver.change.ChangeDecoder], its row waits in a
/// [dev.sluice.archiver.spool.PartitionSpool], and sealing that writes the files; [Archiver] starts
/// it all.
@Configuration
@Requires(property = "sluice.service", value = "archiver")
@NullMarked
package dev.sluice.archiver;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
