/// The tables that an erasure changes. Start reading at
/// [dev.sluice.archiver.erase.dynamodb.DynamoDbEventTables].
@NullMarked
package dev.sluice.archiver.erase.dynamodb;

import org.jspecify.annotations.NullMarked;
