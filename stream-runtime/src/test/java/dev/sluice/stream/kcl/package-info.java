/// Workers on the Kinesis Client Library and a local stream. Start reading at `StreamWorkerIT`.
@NullMarked
package dev.sluice.stream.kcl;

import org.jspecify.annotations.NullMarked;
