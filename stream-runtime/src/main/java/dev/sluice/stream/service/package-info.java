/// A service made of KCL workers: its start, its configuration, its workers and their health. Start
/// reading at [dev.sluice.stream.service.StreamService]; a service adds
/// [dev.sluice.stream.WorkerSettings], a [dev.sluice.stream.CommittingProcessorFactory] and a
/// `MetricPublisher` of the AWS SDK as beans.
///
/// Several services may share a class path: the beans of this package and of those below it exist
/// only where [dev.sluice.stream.service.StreamService] has started the context.
@Configuration
@Requires(property = StreamService.PROPERTY)
@NullMarked
package dev.sluice.stream.service;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
