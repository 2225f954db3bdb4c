/// Reads over HTTP. Start reading at [dev.sluice.query.QueryApi]; the reads themselves are the
/// interfaces in `read`, `dynamodb` answers them, `http` turns requests into them and back.
///
/// Several services may share a class path: the beans of this package and of those below it exist
/// only where `sluice.service` is `query-api`.
@Configuration
@Requires(property = "sluice.service", value = "query-api")
@NullMarked
package dev.sluice.query;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
