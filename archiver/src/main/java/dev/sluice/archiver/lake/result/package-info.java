/// How the answer to a query is written. Start reading at
/// [dev.sluice.archiver.lake.result.ResultPrinter].
@NullMarked
package dev.sluice.archiver.lake.result;

import org.jspecify.annotations.NullMarked;
