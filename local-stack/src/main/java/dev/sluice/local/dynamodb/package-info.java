/// AWS's own DynamoDB Local inside this JVM, with time to live and change records as DynamoDB has
/// them. Start reading at [dev.sluice.local.dynamodb.LocalDynamoDb].
@NullMarked
package dev.sluice.local.dynamodb;

import org.jspecify.annotations.NullMarked;
