/// The reads, answered by DynamoDB. Start reading at
/// [dev.sluice.query.dynamodb.DynamoDbEventRepository].
@NullMarked
package dev.sluice.query.dynamodb;

import org.jspecify.annotations.NullMarked;
