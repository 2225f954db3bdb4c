/// The tables: their names, keys, items and how items are sized. Writers and readers share these
/// schemas. Start reading at [dev.sluice.dynamodb.Tables].
@NullMarked
package dev.sluice.dynamodb;

import org.jspecify.annotations.NullMarked;
