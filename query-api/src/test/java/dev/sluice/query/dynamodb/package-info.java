/// The contracts, held by DynamoDB. Start reading at
/// [dev.sluice.query.dynamodb.DynamoDbEventRepositoryTest].
@NullMarked
package dev.sluice.query.dynamodb;

import org.jspecify.annotations.NullMarked;
