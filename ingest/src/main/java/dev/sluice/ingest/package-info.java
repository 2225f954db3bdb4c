/// Everything that devices send, over whatever transport, onto the stream. Start reading at
/// [dev.sluice.ingest.publish.Publisher], the one way there; [Ingest] starts it all.
///
/// Several services may share a class path: the beans of this package and of those below it exist
/// only where `sluice.service` is `ingest`.
@Configuration
@Requires(property = "sluice.service", value = "ingest")
@NullMarked
package dev.sluice.ingest;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
