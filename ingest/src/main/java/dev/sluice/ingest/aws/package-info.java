/// What all AWS clients of this service have in common: every call ends within a bound, and all are
/// measured. Start reading at [dev.sluice.ingest.aws.AwsClients].
@NullMarked
package dev.sluice.ingest.aws;

import org.jspecify.annotations.NullMarked;
