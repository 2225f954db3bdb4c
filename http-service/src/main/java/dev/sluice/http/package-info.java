/// What every HTTP service of ours does alike: who may ask (`access`), how errors are answered
/// (`problem`), how bodies are written (`json`), how a request is followed (`trace`) and how the
/// API is described (`openapi`). Start reading at [dev.sluice.http.HttpService], which starts one.
///
/// The beans of this package and of those below it exist only where its configuration was read.
@Configuration
@Requires(property = "sluice.http-service", value = "true")
@NullMarked
package dev.sluice.http;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
