/// What Kinesis is, without HTTP or JSON: streams, shards with their rings of records, iterators,
/// consumers. Start reading at [dev.sluice.local.kinesis.stream.Account], then
/// [dev.sluice.local.kinesis.stream.Stream].
@NullMarked
package dev.sluice.local.kinesis.stream;

import org.jspecify.annotations.NullMarked;
