/// The service that takes events from Kinesis to DynamoDB. Start reading at
/// [dev.sluice.consumer.pipeline.EventPipeline], the way of every event; [Consumer] starts it all.
@Configuration
@Requires(property = "sluice.service", value = "consumer")
@NullMarked
package dev.sluice.consumer;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
