/// The one place that touches the Kinesis Client Library. Start reading at [StreamWorker].
///
/// [KclShardProcessor] turns the library's callbacks into values, [KclCheckpointer] its exceptions;
/// [SchedulerAssembly] holds every setting that differs from the library's own.
@NullMarked
package dev.sluice.stream.kcl;

import org.jspecify.annotations.NullMarked;
