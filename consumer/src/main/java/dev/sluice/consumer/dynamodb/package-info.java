/// The pipeline's ports over DynamoDB, in batches of 25. Start reading at
/// [dev.sluice.consumer.dynamodb.DynamoDbClaims].
@NullMarked
package dev.sluice.consumer.dynamodb;

import org.jspecify.annotations.NullMarked;
