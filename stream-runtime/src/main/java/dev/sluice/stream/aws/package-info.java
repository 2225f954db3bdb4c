/// What the runtime must know of the AWS SDK: which failure means what ([AwsFaults]), and clients
/// for the Kinesis Client Library ([StreamClients]).
@NullMarked
package dev.sluice.stream.aws;

import org.jspecify.annotations.NullMarked;
