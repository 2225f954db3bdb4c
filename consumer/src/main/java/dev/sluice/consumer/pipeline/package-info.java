/// What happens to a batch of records, free of AWS. Start reading at
/// [dev.sluice.consumer.pipeline.EventPipeline].
@NullMarked
package dev.sluice.consumer.pipeline;

import org.jspecify.annotations.NullMarked;
