/// What the archiver reads and tells in the table of counters. Start reading at
/// [dev.sluice.archiver.dynamodb.DynamoDbErasures].
@NullMarked
package dev.sluice.archiver.dynamodb;

import org.jspecify.annotations.NullMarked;
