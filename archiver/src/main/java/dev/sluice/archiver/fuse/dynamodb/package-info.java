/// Time to live as DynamoDB has it. Start reading at
/// [dev.sluice.archiver.fuse.dynamodb.DynamoDbTimeToLive].
@NullMarked
package dev.sluice.archiver.fuse.dynamodb;

import org.jspecify.annotations.NullMarked;
