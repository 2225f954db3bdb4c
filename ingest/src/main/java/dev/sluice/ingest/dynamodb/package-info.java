/// What ingest reads of the consumer's tables. Start reading at
/// [dev.sluice.ingest.dynamodb.DynamoDbStoredIds].
@NullMarked
package dev.sluice.ingest.dynamodb;

import org.jspecify.annotations.NullMarked;
